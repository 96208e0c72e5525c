import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import { makeQueryClient } from './api/queries.ts'
import { Console } from './app/console.tsx'
import './app/page.css'
import { cssVariables, theme } from './app/theme.ts'
import { LanguageProvider } from './i18n/language.tsx'

/** The server's word that styles which scripts add are ours. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
// The same for what locks the scroll behind a dialog: it reads this name.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no root')

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'reelgate.scheme' })}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={makeQueryClient()}>
        <LanguageProvider>
          <Notifications position="top-center" />
          <Console />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
