-- For `script/bench`: each request signs another person in.
local nth = 0
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin" }

function request()
  local department, person = nth % 120 + 1, math.floor(nth / 120) % 2 + 1
  nth = nth + 1
  local form = "username=load.%d.%d&password=Yunwu%%40Demo2026"
  return wrk.format("POST", nil, headers, form:format(department, person))
end
