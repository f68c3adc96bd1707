// What has to happen in one step runs inside Redis, as Lua. Every script gets all keys, and as its
// first argument the origin: the fingerprint of the settings that the instance works with.
import { lastInstant } from '../../time/clock.js';
import { outboxLength } from '../../webhooks/delivery.js';

const prefix = '{connect-sandbox}:';

// In braces, so that all of them lie in one slot of a cluster.
export const keys = {
  /** JSON of what the store was made with. */
  settings: `${prefix}settings`,
  /** Hash: the origin, the epoch, the clock, the journal's latest sequence number and when it was entered. */
  state: `${prefix}state`,
  /** Hash: JSON of each subscription that differs from the world's, by id. */
  subscriptions: `${prefix}subscriptions`,
  /** Sorted set: subscriptions by the date on which their next change falls due. */
  due: `${prefix}due`,
  /** Hash: token and fingerprint of each request in flight, by idempotency key. */
  locks: `${prefix}locks`,
  /** Sorted set: the same idempotency keys, by the instant at which their lease ends. */
  leases: `${prefix}leases`,
  /** Hash: fingerprint, which has no brace, and JSON of each remembered response, by idempotency key. */
  records: `${prefix}records`,
  /** Sorted set: the same idempotency keys, by the instant of the sandbox's clock at which they expire. */
  expiry: `${prefix}expiry`,
  /** List: JSON of the effects, oldest first. */
  journal: `${prefix}journal`,
  /** JSON of the faults; missing where there are none. */
  faults: `${prefix}faults`,
  /** Sorted set: recent commits, so that one that is sent again is not done again. */
  done: `${prefix}done`,
  /** Hash: JSON of each delivery, by its number. */
  deliveries: `${prefix}deliveries`,
  /** Sorted set, by name: the line, a line break and the padded number of each pending delivery. */
  lines: `${prefix}lines`,
  /** Sorted set: the first deliveries of the lines that nobody sends, by the instant at which they are due. */
  ready: `${prefix}ready`,
  /** Sorted set: those that somebody sends, by the instant at which that claim ends. */
  sending: `${prefix}sending`,
  /** Sorted set: deliveries that are done, by their numbers. */
  settled: `${prefix}settled`,
};

// It begins the value of a lock.
const tokenLength = 36;

/** The store holds nothing: it is new, or it has lost everything. */
export const emptyStore = 'SANDBOX_EMPTY';
/** The store was made anew, and with other settings. */
export const otherOrigin = 'SANDBOX_OTHER';

const common = `
local ${Object.keys(keys).join(', ')} = unpack(KEYS)

-- Leases go by Redis's own clock.
local time = redis.call('TIME')
local wall = time[1] * 1000 + math.floor(time[2] / 1000)

-- Lua writes large numbers with an exponent.
local function text(number)
  return string.format('%.0f', number)
end

local function now()
  local mode, instant, since, latest =
    unpack(redis.call('HMGET', state, 'mode', 'instant', 'wall', 'latest'))
  local shown = tonumber(instant)
  if mode ~= 'frozen' then
    shown = math.min(shown + wall - since, ${lastInstant})
  end
  -- Redis's clock may have been put back since.
  return math.max(shown, tonumber(latest))
end

local function begin(mode, instant, firstDue)
  redis.call('UNLINK', subscriptions, due, locks, leases, records, expiry, journal, faults,
    deliveries, lines, ready, sending, settled)
  if mode == 'system' then instant = text(wall) end
  redis.call('HSET', state, 'mode', mode, 'instant', instant, 'wall', text(wall),
    'latest', instant, 'sequence', 0, 'entered', '', 'delivery', 0, 'oldest', 1,
    'epoch', time[1] .. '.' .. time[2])
  for index = firstDue, #ARGV, 2 do
    redis.call('ZADD', due, ARGV[index + 1], ARGV[index])
  end
end

local function holds(key, token)
  for _, dead in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', text(wall))) do
    redis.call('HDEL', locks, dead)
    redis.call('ZREM', leases, dead)
  end
  local lock = redis.call('HGET', locks, key)
  return lock and (not token or string.sub(lock, 1, ${tokenLength}) == token) and lock
end

local function inLine(number, delivery)
  return delivery.receiver .. ' ' .. delivery.subscriptionId .. '\\n' .. string.format('%016.0f', number)
end

-- The first of a line can be sent, unless somebody does so.
local function callFirst(line)
  local prefix = string.match(line, '^(.*\\n)')
  local first = redis.call('ZRANGEBYLEX', lines, '[' .. prefix, '(' .. prefix .. '~', 'LIMIT', 0, 1)[1]
  if not first then return end
  local number = text(tonumber(string.sub(first, -16)))
  local kept = redis.call('HGET', deliveries, number)
  if not kept or redis.call('ZSCORE', sending, number) then return end
  redis.call('ZADD', ready, text(cjson.decode(kept).dueAt), number)
end

local function forget(number)
  local kept = redis.call('HGET', deliveries, number)
  if not kept then return end
  local line = inLine(number, cjson.decode(kept))
  redis.call('HDEL', deliveries, number)
  for _, key in ipairs({ ready, sending, settled }) do redis.call('ZREM', key, number) end
  if redis.call('ZREM', lines, line) == 1 then callFirst(line) end
end

-- Its number only grows, so that all calls together step over each number once.
local function oldestDelivery()
  local number = tonumber(redis.call('HGET', state, 'oldest'))
  while redis.call('HEXISTS', deliveries, text(number)) == 0 do number = number + 1 end
  redis.call('HSET', state, 'oldest', text(number))
  return text(number)
end

local function deliver(json)
  local number = redis.call('HINCRBY', state, 'delivery', 1)
  local line = inLine(number, cjson.decode(json))
  redis.call('HSET', deliveries, text(number), '{"number":' .. text(number) .. ',' .. string.sub(json, 2))
  redis.call('ZADD', lines, 0, line)
  callFirst(line)
  if redis.call('HLEN', deliveries) > ${outboxLength} then
    forget(redis.call('ZRANGE', settled, 0, 0)[1] or oldestDelivery())
  end
end

local function firstDue()
  return redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')[2] or ''
end

local function unlock(key)
  redis.call('HDEL', locks, key)
  redis.call('ZREM', leases, key)
end
`;

const sameOrigin = `
local origin = redis.call('HGET', state, 'origin')
if not origin then return redis.error_reply('${emptyStore}') end
if origin ~= ARGV[1] then return redis.error_reply('${otherOrigin}') end
`;

const bodies = {
  /** origin, clock mode, instant, settings, then id and date of each due subscription → the settings that are kept, Redis's clock */
  begin: `
local kept = redis.call('GET', settings)
if not kept then
  kept = ARGV[4]
  redis.call('SET', settings, kept)
  redis.call('HSET', state, 'origin', ARGV[1])
  begin(ARGV[2], ARGV[3], 5)
end
return { kept, text(wall) }
`,

  /** origin, clock mode, instant, then id and date of each due subscription */
  reset: `${sameOrigin}
begin(ARGV[2], ARGV[3], 4)
`,

  /** origin → the sandbox's clock, Redis's clock */
  now: `${sameOrigin}
return { text(now()), text(wall) }
`,

  /** origin. It writes, since a server may still read that takes no writes. */
  ready: `${sameOrigin}
redis.call('HSET', state, 'latest', text(now()))
`,

  /** origin, instant → 1 where the clock was moved */
  moveClock: `${sameOrigin}
local shown = now()
if tonumber(ARGV[2]) < shown - shown % 1000 then return 0 end
local instant = text(math.max(shown, tonumber(ARGV[2])))
redis.call('HSET', state, 'instant', instant, 'wall', text(wall), 'latest', instant)
return 1
`,

  /** origin, key, fingerprint, token, maxKeys, milliseconds of the lease → kind of claim, what belongs to it */
  claim: `${sameOrigin}
local key, fingerprint, token = ARGV[2], ARGV[3], ARGV[4]
local instant = now()
repeat
  local expired = redis.call('ZRANGEBYSCORE', expiry, '-inf', text(instant), 'LIMIT', 0, 1000)
  if #expired > 0 then
    redis.call('HDEL', records, unpack(expired))
    redis.call('ZREM', expiry, unpack(expired))
  end
until #expired < 1000

local record = redis.call('HGET', records, key)
if record then
  local json = string.find(record, '{', 1, true)
  if string.sub(record, 1, json - 1) ~= fingerprint then return { 'mismatch' } end
  return { 'replay', string.sub(record, json) }
end
local lock = holds(key)
if lock then
  -- Asked again by the client, because the answer was lost.
  if string.sub(lock, 1, ${tokenLength}) == token then return { 'granted', text(instant), firstDue(), text(wall) } end
  return { string.sub(lock, ${tokenLength + 1}) == fingerprint and 'locked' or 'mismatch' }
end
if redis.call('HLEN', records) + redis.call('HLEN', locks) >= tonumber(ARGV[5]) then
  local first = redis.call('ZRANGE', expiry, 0, 0, 'WITHSCORES')
  return { 'full', text((first[2] or instant) - instant), redis.call('HGET', state, 'mode') }
end
redis.call('HSET', locks, key, token .. fingerprint)
redis.call('ZADD', leases, text(wall + ARGV[6]), key)
return { 'granted', text(instant), firstDue(), text(wall) }
`,

  /** origin, milliseconds of the lease, then key and token of each lease */
  renew: `${sameOrigin}
for index = 3, #ARGV, 2 do
  if holds(ARGV[index], ARGV[index + 1]) then
    redis.call('ZADD', leases, text(wall + ARGV[2]), ARGV[index])
  end
end
`,

  /** origin, key, token */
  release: `${sameOrigin}
if holds(ARGV[2], ARGV[3]) then unlock(ARGV[2]) end
`,

  /**
   * origin, id of the commit, the instant of Redis's clock at which it is too late; epoch, the instant
   * that the decision rests on, when the effect of a request is entered; key, token, response and its
   * lifetime; length of the journal; number of changes, of each: subscription id, the state as it was
   * read, the state after, its next due date; number of effects, the effects, then the deliveries. What is
   * missing is empty. → result
   */
  commit: `${sameOrigin}
local id, deadline = ARGV[2], ARGV[3]
local epoch, decidedAt, enteredAt = ARGV[4], ARGV[5], ARGV[6]
local key, token, response, lifetime = ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local journalLength, firstChange = ARGV[11], 13
local firstEffect = firstChange + ARGV[12] * 4 + 1
local firstDelivery = firstEffect + ARGV[firstEffect - 1]

if redis.call('ZSCORE', done, id) then
  -- A write, so that WAIT counts from here.
  redis.call('HSET', state, 'latest', text(now()))
  return 'done'
end
if wall > tonumber(deadline) then return 'late' end
local epochNow, setTo, entered = unpack(redis.call('HMGET', state, 'epoch', 'instant', 'entered'))
if epoch ~= epochNow then return 'reset' end
local lock = key ~= '' and holds(key, token)
if key ~= '' and not lock then return 'lease lost' end
if decidedAt ~= '' and tonumber(decidedAt) < tonumber(setTo) then return 'conflict' end
if enteredAt ~= '' and enteredAt < entered then return 'conflict' end
for index = firstChange, firstEffect - 2, 4 do
  local current = redis.call('HGET', subscriptions, ARGV[index])
  if (current or '') ~= ARGV[index + 1] then return 'conflict' end
end

for index = firstChange, firstEffect - 2, 4 do
  local subscriptionId, after, dueDate = ARGV[index], ARGV[index + 2], ARGV[index + 3]
  redis.call('HSET', subscriptions, subscriptionId, after)
  redis.call('ZREM', due, subscriptionId)
  if dueDate ~= '' then redis.call('ZADD', due, dueDate, subscriptionId) end
end
for index = firstEffect, firstDelivery - 1 do
  local sequence = redis.call('HINCRBY', state, 'sequence', 1)
  redis.call('RPUSH', journal, '{"sequence":' .. sequence .. ',' .. string.sub(ARGV[index], 2))
end
redis.call('LTRIM', journal, -journalLength, -1)
for index = firstDelivery, #ARGV do deliver(ARGV[index]) end
if enteredAt ~= '' then redis.call('HSET', state, 'entered', enteredAt) end
local instant = now()
if lock then
  unlock(key)
  if response ~= '' then
    redis.call('HSET', records, key, string.sub(lock, ${tokenLength + 1}) .. response)
    redis.call('ZADD', expiry, text(instant + lifetime), key)
  end
end
redis.call('HSET', state, 'latest', text(instant))
redis.call('ZREMRANGEBYSCORE', done, '-inf', text(wall - 60000))
redis.call('ZADD', done, deadline, id)
return 'done'
`,

  /** origin, milliseconds of the claim → JSON of a delivery that is due and when the claim ends, or nothing */
  claimDelivery: `${sameOrigin}
for _, number in ipairs(redis.call('ZRANGEBYSCORE', sending, '-inf', text(wall), 'LIMIT', 0, 100)) do
  redis.call('ZREM', sending, number)
  local kept = redis.call('HGET', deliveries, number)
  if kept then callFirst(inLine(number, cjson.decode(kept))) end
end
local number = redis.call('ZRANGEBYSCORE', ready, '-inf', text(now()), 'LIMIT', 0, 1)[1]
if not number then return {} end
local ends = text(wall + ARGV[2])
redis.call('ZREM', ready, number)
redis.call('ZADD', sending, ends, number)
return { redis.call('HGET', deliveries, number), ends }
`,

  /** origin, number, when the claim ends, JSON of the delivery, whether it is pending → 1 where the claim held */
  recordAttempt: `${sameOrigin}
local number, kept = ARGV[2], redis.call('HGET', deliveries, ARGV[2])
local ends = redis.call('ZSCORE', sending, number)
if not kept or not ends or tonumber(ends) ~= tonumber(ARGV[3]) then return 0 end
local line = inLine(number, cjson.decode(kept))
redis.call('ZREM', sending, number)
redis.call('HSET', deliveries, number, ARGV[4])
if ARGV[5] ~= 'pending' then
  redis.call('ZREM', lines, line)
  redis.call('ZADD', settled, number, number)
end
callFirst(line)
return 1
`,

  /** origin, number, the delivery as it was read, JSON of it as it is from now on, of another one that comes: one of them empty → 1 where it was so */
  sendAgain: `${sameOrigin}
local number = ARGV[2]
if redis.call('HGET', deliveries, number) ~= ARGV[3] then return 0 end
if ARGV[5] ~= '' then
  deliver(ARGV[5])
else
  redis.call('HSET', deliveries, number, ARGV[4])
  callFirst(inLine(number, cjson.decode(ARGV[4])))
end
return 1
`,

  /** origin, the faults as they were read, the faults after → 1 where they were still the same */
  swapFaults: `${sameOrigin}
if (redis.call('GET', faults) or '') ~= ARGV[2] then return 0 end
redis.call('SET', faults, ARGV[3])
return 1
`,
};

export type ScriptName = keyof typeof bodies;

export const scripts = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => [name, `${common}${body}`]),
) as Record<ScriptName, string>;
