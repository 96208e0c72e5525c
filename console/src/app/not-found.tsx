import { Button } from '@mantine/core'
import Compass from 'lucide-react/icons/compass'
import { Link } from 'wouter'
import { useWords } from '../i18n/language.tsx'
import { Blank } from '../parts/blank.tsx'
import { LANDING } from './pages.ts'
import { words } from './words.ts'

export function NotFound() {
  const t = useWords(words)
  return (
    <Blank order={1} icon={Compass} title={t.notFoundTitle} text={t.notFoundText}>
      <Link href={LANDING} asChild>
        <Button component="a">{t.notFoundAction}</Button>
      </Link>
    </Blank>
  )
}
