import { integer } from '../setting-rules.ts'

/** How many may wait for the news of a task, and how they are kept. */
export const PUSH_SETTINGS = {
  listenersMax: {
    env: 'REELGATE_LISTENERS_MAX',
    parse: integer(1, 1_000_000),
    standard: '10000',
    en: 'Event streams and long polls that may be open at one time; one more is a 429.',
    zh: '同时打开的事件流与长轮询数上限；再多一个即返回 429。',
  },
  listenersPerKey: {
    env: 'REELGATE_LISTENERS_PER_KEY',
    parse: integer(1, 1_000_000),
    standard: '1000',
    en: 'Event streams and long polls that one key may have open at one time.',
    zh: '单个密钥同时打开的事件流与长轮询数上限。',
  },
  heartbeatSeconds: {
    env: 'REELGATE_HEARTBEAT_SECONDS',
    parse: integer(1, 300),
    standard: '15',
    en: 'How often an event stream sends a comment while it has no news, so that no proxy takes it for dead. A key that was revoked loses its streams then.',
    zh: '事件流没有新消息时发送注释的间隔（秒），以免被代理视为断线。已吊销的密钥届时也会失去其事件流。',
  },
} as const
