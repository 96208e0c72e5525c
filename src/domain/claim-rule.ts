/** Whom of an issuer's users a setting means: all, those of a mail domain, or those with a value in a claim. */
export type ClaimRule = { all: true } | { domain: string } | { claim: string; value: string }

const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** `*`, `example.com` or `groups=video`; undefined for anything else. */
export function parseClaimRule(text: string): ClaimRule | undefined {
  if (text === '*') return { all: true }
  const [, claim, value] = /^([^=\s]+)=(.+)$/.exec(text) ?? []
  if (claim !== undefined && value !== undefined) return { claim, value }
  const domain = text.toLowerCase()
  return DOMAIN.test(domain) ? { domain } : undefined
}

/** A mail address counts only where the issuer says that it has verified it: anybody can claim one. */
function isOfDomain(claims: Readonly<Record<string, unknown>>, domain: string): boolean {
  const { email, email_verified: verified } = claims
  return verified === true && typeof email === 'string' && email.toLowerCase().endsWith(`@${domain}`)
}

/** Whether one of the rules means whoever these claims are of. */
export function isMeant(claims: Readonly<Record<string, unknown>>, rules: readonly ClaimRule[]): boolean {
  return rules.some((rule) => {
    if ('all' in rule) return true
    if ('domain' in rule) return isOfDomain(claims, rule.domain)
    const held = claims[rule.claim]
    return Array.isArray(held) ? held.includes(rule.value) : held === rule.value
  })
}
