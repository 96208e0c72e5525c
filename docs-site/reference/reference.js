/* global Scalar */
const isChinese = document.documentElement.lang.startsWith('zh')
const chosen = localStorage.getItem('vitepress-theme-appearance') ?? 'auto'
const isDark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.classList.toggle('dark', isDark)

const start = () =>
  // Everything that would call another host is off: fonts, proxy, telemetry, the vendor's client, its agent and its MCP.
  Scalar.createApiReference('#reference', {
    url: isChinese ? '/openapi.json?language=zh' : '/openapi.json',
    // Under whichever address the page was opened: a call to another one would be refused.
    servers: [{ url: location.origin }],
    localization: { locale: isChinese ? 'zh-CN' : 'en' },
    theme: 'none',
    withDefaultFonts: false,
    telemetry: false,
    proxyUrl: '',
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
    persistAuth: false,
    hideDarkModeToggle: true,
    // As the guide has them, and not by the alphabet.
    orderSchemaPropertiesBy: 'preserve',
    forceDarkModeState: isDark ? 'dark' : 'light',
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    authentication: { preferredSecurityScheme: 'key' },
  })

document.addEventListener('DOMContentLoaded', start)
