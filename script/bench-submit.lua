-- For `script/bench`: each request files a ticket of its own, for a port that no other asks for.
local nth = tonumber(os.getenv("FIRST_PORT"))
local application = os.getenv("APPLICATION")
local headers = {
  ["Cookie"] = os.getenv("COOKIES"),
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}
local form = os.getenv("SUBMISSION")

math.randomseed(os.time() + nth)

local function uuid()
  return (("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end))
end

function request()
  local port, protocol = 20000 + math.floor(nth / 2) % 40000, nth % 2 == 0 and "tcp" or "udp"
  nth = nth + 1
  return wrk.format("POST", nil, headers, form:format(application, uuid(), port, protocol))
end
