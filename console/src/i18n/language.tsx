import { createContext, use, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Language } from './dictionary.ts'
import { recall, remember } from './preference.ts'

const PREFERENCE = 'reelgate.language'

/** What `<html lang>` says; the API client asks for its messages in it, too. */
const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }

/** The one chosen here before, else the first of the browser's that we speak. */
function firstLanguage(): Language {
  const kept = recall(PREFERENCE)
  if (kept === 'en' || kept === 'zh') return kept
  const known = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'en' || tag === 'zh')
  return known === 'zh' ? 'zh' : 'en'
}

function tellDocument(language: Language): Language {
  document.documentElement.lang = TAGS[language]
  return language
}

interface LanguageChoice {
  language: Language
  setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setState] = useState(() => tellDocument(firstLanguage()))
  const choice = useMemo(() => {
    const setLanguage = (next: Language) => {
      remember(PREFERENCE, next)
      setState(tellDocument(next))
    }
    return { language, setLanguage }
  }, [language])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext)
  if (choice === undefined) throw new Error('no LanguageProvider above')
  return choice
}

export function useWords<Words>(words: Readonly<Record<Language, Words>>): Words {
  return words[useLanguage().language]
}
