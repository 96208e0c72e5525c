import { ActionIcon, Menu } from '@mantine/core'
import Ellipsis from 'lucide-react/icons/ellipsis'
import type { User } from '../../../api/wire.ts'
import { useWords } from '../../../i18n/language.tsx'
import type { Deed } from './user-dialogs.tsx'
import { words } from './words.ts'

export function UserMenu({ of: user, onDeed }: { of: User; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.actionsOf(user.name)}>
          <Ellipsis size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDeed({ kind: 'edit', user })}>{t.edit}</Menu.Item>
        {!user.disabled && <Menu.Item onClick={() => onDeed({ kind: 'link', user })}>{t.link}</Menu.Item>}
        <Menu.Divider />
        {user.disabled ? (
          <Menu.Item onClick={() => onDeed({ kind: 'enable', user })}>{t.enable}</Menu.Item>
        ) : (
          <Menu.Item color="red" onClick={() => onDeed({ kind: 'disable', user })}>
            {t.disable}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
