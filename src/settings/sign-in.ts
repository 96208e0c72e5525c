import { choice, claimRules, integer, secretFile, text, webAddress } from '../setting-rules.ts'

/** How people sign in to the console. */
export const SIGN_IN_SETTINGS = {
  sessionHours: {
    env: 'REELGATE_SESSION_HOURS',
    parse: integer(1, 8_760),
    standard: '168',
    en: 'How long a sign-in to the console lasts; after that one signs in again, however busy one was.',
    zh: '控制台登录的有效小时数；到期后须重新登录，与使用频率无关。',
  },
  signInAttemptsPerMinute: {
    env: 'REELGATE_SIGN_IN_ATTEMPTS_PER_MINUTE',
    parse: integer(1, 100_000),
    standard: '10',
    en: 'Failed sign-ins to the console in a minute, for one address and for one user name; past it they are a 429.',
    zh: '同一地址、同一用户名每分钟登录控制台失败的次数上限；超出返回 429。',
  },
  registration: {
    env: 'REELGATE_REGISTRATION',
    parse: choice('on', 'off'),
    standard: 'off',
    en: 'Whether anybody who reaches the console may make a user with an account of its own, which has no money at first.',
    zh: '能够访问控制台的任何人是否可以自行注册；注册者得到一个余额为零的独立账户。',
  },
  oidcIssuer: {
    env: 'REELGATE_OIDC_ISSUER',
    parse: webAddress,
    standard: undefined,
    en: 'Issuer of OpenID Connect whose users may sign in to the console (docs/en/console.md). Needs REELGATE_PUBLIC_URL, client id, secret file and REELGATE_OIDC_ALLOWED.',
    zh: '其用户可以登录控制台的 OpenID Connect 签发方（见 docs/zh/console.md）。须同时设置 REELGATE_PUBLIC_URL、客户端 ID、密钥文件与 REELGATE_OIDC_ALLOWED。',
  },
  oidcName: {
    env: 'REELGATE_OIDC_NAME',
    parse: text,
    standard: 'OpenID Connect',
    en: 'What the button on the sign-in page calls it.',
    zh: '登录页上该按钮的名称。',
  },
  oidcClientId: {
    env: 'REELGATE_OIDC_CLIENT_ID',
    parse: text,
    standard: undefined,
    en: 'Client id that the issuer has given this server. The address to allow there is REELGATE_PUBLIC_URL with /console/api/auth/oidc/oidc/callback.',
    zh: '签发方分配给本服务的客户端 ID。须在签发方登记的回调地址为 REELGATE_PUBLIC_URL 加 /console/api/auth/oidc/oidc/callback。',
  },
  oidcClientSecretFile: {
    env: 'REELGATE_OIDC_CLIENT_SECRET_FILE',
    parse: secretFile,
    standard: undefined,
    en: 'File with the client secret.',
    zh: '保存客户端密钥的文件。',
  },
  oidcAllowed: {
    env: 'REELGATE_OIDC_ALLOWED',
    parse: claimRules,
    standard: '',
    en: 'Who of the issuer may sign in, a list with commas; one match is enough. `example.com`: a verified e-mail address there; `groups=video`: a claim that is, or holds, this value; `*`: everybody.',
    zh: '签发方的哪些用户可以登录，以逗号分隔，满足其一即可。`example.com`：该域名下已验证的邮箱；`groups=video`：声明等于或包含该值；`*`：所有人。',
  },
  oidcAdmins: {
    env: 'REELGATE_OIDC_ADMINS',
    parse: claimRules,
    standard: '',
    en: 'Who of them is an administrator, written the same way. When it is set, it decides the role of each of them at every sign-in; otherwise they come as `user` and keep the role they are given.',
    zh: '其中哪些人是管理员，写法相同。设置后，每次登录都按它决定角色；不设置时以 `user` 角色加入，并保留此后被授予的角色。',
  },
  oidcAccount: {
    env: 'REELGATE_OIDC_ACCOUNT',
    parse: text,
    standard: 'default',
    en: 'Name of the account that they act for, or `claim:NAME`: the claim that holds the name. An account that is not there is refused.',
    zh: '他们所属账户的名称，或 `claim:名称`：保存账户名称的声明。账户不存在时拒绝登录。',
  },
} as const

/** What is wrong with these together, although each is right by itself. */
export function signInMistakes(values: {
  publicUrl?: unknown
  oidcIssuer?: unknown
  oidcClientId?: unknown
  oidcClientSecretFile?: unknown
  oidcAllowed?: unknown
}): string[] {
  if (values.oidcIssuer === undefined) return []
  const needed = { publicUrl: 'REELGATE_PUBLIC_URL' } as Record<string, string>
  for (const name of ['oidcClientId', 'oidcClientSecretFile'] as const) needed[name] = SIGN_IN_SETTINGS[name].env
  const missing = Object.entries(needed).filter(([name]) => values[name as keyof typeof values] === undefined)
  const mistakes = missing.map(([, env]) => `REELGATE_OIDC_ISSUER needs ${env}; set it`)
  if (Array.isArray(values.oidcAllowed) && values.oidcAllowed.length === 0) {
    mistakes.push('REELGATE_OIDC_ALLOWED: nobody is allowed; name a domain, a claim such as groups=video, or *')
  }
  return mistakes
}
