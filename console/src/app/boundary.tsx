import { Button } from '@mantine/core'
import CircleAlert from 'lucide-react/icons/circle-alert'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Blank } from '../parts/blank.tsx'
import { words } from './words.ts'

function Broken() {
  const t = useWords(words)
  return (
    <Blank order={1} icon={CircleAlert} title={t.brokenTitle} text={t.brokenText} role="alert">
      <Button onClick={() => globalThis.location.reload()}>{t.brokenAction}</Button>
    </Blank>
  )
}

/** A page that throws, or whose code did not arrive, leaves the rest of the console standing. React itself tells the browser's console. */
export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}
