import { Group, Text } from '@mantine/core'
import logo from './logo.svg'

export function Logo() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={logo} alt="" width={26} height={26} />
      <Text component="span" fw={650} fz={16} lts="-0.01em">
        Reelgate
      </Text>
    </Group>
  )
}
