import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import Check from 'lucide-react/icons/check'
import Languages from 'lucide-react/icons/languages'
import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import type { Language } from '../i18n/dictionary.ts'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

/** Each is written in itself: who looks for it may not read the other. */
const LANGUAGES = [
  ['zh', '中文', 'zh-CN'],
  ['en', 'English', 'en'],
] as const

export function LanguageMenu() {
  const t = useWords(words)
  const { language, setLanguage } = useLanguage()
  const client = useQueryClient()
  const choose = (next: Language) => {
    setLanguage(next)
    // What the server said in words, it says in the other language.
    void client.invalidateQueries()
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.language}>
          <Languages size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(([id, name, tag]) => (
          <Menu.Item
            key={id}
            lang={tag}
            onClick={() => choose(id)}
            rightSection={language === id ? <Check size={14} /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEME_ICONS = { light: Sun, dark: Moon, auto: Monitor }

export function SchemeMenu() {
  const t = useWords(words)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choices: [MantineColorScheme, string][] = [
    ['light', t.schemeLight],
    ['dark', t.schemeDark],
    ['auto', t.schemeAuto],
  ]
  const Current = SCHEME_ICONS[colorScheme]
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t.scheme}>
          <Current size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([scheme, name]) => {
          const Icon = SCHEME_ICONS[scheme]
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Icon size={16} />}
              rightSection={colorScheme === scheme ? <Check size={14} /> : undefined}
              onClick={() => setColorScheme(scheme)}
            >
              {name}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
