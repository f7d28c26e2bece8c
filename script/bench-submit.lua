-- For `script/bench`: each request files a ticket of its own, for a port that no other asks for.
local nth = tonumber(os.getenv("FIRST_PORT"))
local application = os.getenv("APPLICATION")
local headers = {
  ["Cookie"] = os.getenv("COOKIES"),
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}
local form = "action=submit&application=%s&submission=%s&contact_phone=027-87230000&contact_email=load%%40load.example"
  .. "&description=%%E5%%90%%91%%E5%%85%%A8%%E7%%9C%%81%%E5%%8A%%9E%%E4%%BA%%8B%%E7%%BE%%A4%%E4%%BC%%97%%E6%%8F%%90"
  .. "%%E4%%BE%%9B%%E9%%A2%%84%%E7%%BA%%A6%%E6%%9F%%A5%%E8%%AF%%A2%%E6%%9C%%8D%%E5%%8A%%A1"
  .. "&public_ip=198.18.0.16&public_port=%d&floating_ip=10.64.1.1&internal_port=8443&protocol=%s&access_url="
  .. "&filing_no=&whitelist=&validity=unlimited&valid_until=&remarks="

math.randomseed(os.time() + nth)

local function uuid()
  return (("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end))
end

function request()
  local port, protocol = 20000 + math.floor(nth / 2) % 40000, nth % 2 == 0 and "tcp" or "udp"
  nth = nth + 1
  return wrk.format("POST", nil, headers, form:format(application, uuid(), port, protocol))
end
