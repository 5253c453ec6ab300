-- Good and bad invites in turn, by wrk; each answer must be that of its request. wrk keeps one request in flight on each
-- connection, so that the statuses and bodies are counted: as many answers of each kind as requests, give or take those
-- under way.
local path = os.getenv("ZODGATE_LOAD_PATH")
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer ktx_key_1" }
local bodies = {
   '{"email":"ada@example.com","role":"admin"}',
   '{"email":"ada.lovelace@example","role":"owner"}',
   '{"email":"grace@example.com","role":"member","note":"more"}',
   '{"email":',
}
local expected = {}
for index = 1, #bodies do
   expected[os.getenv("ZODGATE_LOAD_ANSWER_" .. index)] = index
end

local requests = {}
local turn = 0
local threads = {}

sent = 0
got1, got2, got3, got4, wrong = 0, 0, 0, 0, 0
example = ""

function setup(thread)
   table.insert(threads, thread)
end

function init()
   for index, body in ipairs(bodies) do
      requests[index] = wrk.format("POST", path, headers, body)
   end
end

function request()
   turn = turn % #requests + 1
   sent = sent + 1
   return requests[turn]
end

if os.getenv("ZODGATE_LOAD_CHECKED") == "1" then
   function response(status, fields, body)
      local index = expected[status .. " " .. body]
      if index == 1 then got1 = got1 + 1
      elseif index == 2 then got2 = got2 + 1
      elseif index == 3 then got3 = got3 + 1
      elseif index == 4 then got4 = got4 + 1
      else
         wrong = wrong + 1
         example = status .. " " .. body
      end
   end
end

function done(summary, latency, all)
   local total = { 0, 0, 0, 0 }
   local bad, first, made = 0, "", 0
   for _, thread in ipairs(threads) do
      for index = 1, 4 do total[index] = total[index] + thread:get("got" .. index) end
      bad = bad + thread:get("wrong")
      made = made + thread:get("sent")
      if thread:get("example") ~= "" then first = thread:get("example") end
   end
   local errors = summary.errors
   io.write(string.format("RESULT %d %d %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration, made, total[1], total[2],
      total[3], total[4], bad, errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(99)))
   if first ~= "" then io.write("EXAMPLE " .. first .. "\n") end
end
