import { Text } from '@mantine/core'

/** "ada (user_01...)": who did something, as the server writes it down. */
const NAMED = /^(?<name>.+) \((?<id>\w+)\)$/

/** Who did something: the name, and the id behind it when one points at it. */
export function ActorName({ actor }: { actor: string }) {
  const { name = actor, id } = NAMED.exec(actor)?.groups ?? {}
  return (
    <Text span inherit {...(id !== undefined && { title: id })}>
      {name}
    </Text>
  )
}
