import { ActionIcon, Menu } from '@mantine/core'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Ban from 'lucide-react/icons/ban'
import type { ApiKey } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import type { Deed } from './key-dialogs.tsx'
import { isActive } from './key-status.tsx'
import { words } from './words.ts'

/** What can be done with one key; one that is being replaced can only be ended at once. */
export function KeyMenu({ of: key, onDeed }: { of: ApiKey; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.actionsOf(key.name || key.prefix)}>
          <Ellipsis size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isActive(key) && (
          <>
            <Menu.Item leftSection={<Pencil size={15} />} onClick={() => onDeed({ kind: 'edit', key })}>
              {t.edit}
            </Menu.Item>
            <Menu.Item leftSection={<RefreshCw size={15} />} onClick={() => onDeed({ kind: 'rotate', key })}>
              {t.rotate}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item color="red" leftSection={<Ban size={15} />} onClick={() => onDeed({ kind: 'revoke', key })}>
          {t.revoke}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
