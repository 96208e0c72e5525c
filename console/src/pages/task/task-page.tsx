import { Anchor, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { Link, useParams } from 'wouter'
import { getStory, isOpen, storyKey } from '../../api/tasks.ts'
import type { TaskStory } from '../../api/tasks.ts'
import { useTask } from '../../api/use-task.ts'
import { useWords } from '../../i18n/language.tsx'
import { CancelTask } from '../../parts/cancel-task.tsx'
import { Columns } from '../../parts/columns.tsx'
import { CopyIcon } from '../../parts/copy.tsx'
import { DownloadVideos } from '../../parts/download-videos.tsx'
import { Page } from '../../parts/page.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { TaskOutcome } from '../../parts/task-outcome.tsx'
import { TaskStatusBadge } from '../../parts/task-status.tsx'
import { words as taskWords } from '../../parts/task-words.ts'
import { When } from '../../parts/when.tsx'
import { MoneySection } from './money-section.tsx'
import { RequestSection } from './request-section.tsx'
import classes from './task-page.module.css'
import { Timeline } from './timeline.tsx'
import { WebhookSection } from './webhook-section.tsx'
import { words } from './words.ts'

const TITLE_CHARACTERS_MAX = 90

/** As much of a prompt as a head bears. */
function headOf(prompt: string): string {
  const characters = Array.from(prompt)
  return characters.length > TITLE_CHARACTERS_MAX ? `${characters.slice(0, TITLE_CHARACTERS_MAX).join('')}…` : prompt
}

function VideoSection({ story }: { story: TaskStory }) {
  const t = useWords(words)
  const tt = useWords(taskWords)
  const [videos] = story.result?.videos ?? []
  const lead = videos !== undefined && videos.expired !== true && (
    <>
      {tt.expires} <When at={videos.expires_at} />
    </>
  )
  return (
    <Section
      title={story.request.sample_count > 1 ? t.videos : t.video}
      {...(lead !== false && { lead })}
      actions={<TaskStatusBadge status={story.status} />}
    >
      <TaskOutcome task={story} ratio={story.request.aspect_ratio} />
      <Group gap="xs">
        <DownloadVideos task={story} />
      </Group>
    </Section>
  )
}

function Actions({ story }: { story: TaskStory }) {
  const t = useWords(words)
  return (
    <Group gap="xs">
      {isOpen(story) && <CancelTask task={story} />}
      <Button
        component={Link}
        href={`/playground?again=${story.id}`}
        size="xs"
        leftSection={<RefreshCw size={14} aria-hidden />}
      >
        {t.again}
      </Button>
    </Group>
  )
}

function Story({ story }: { story: TaskStory }) {
  const t = useWords(words)
  const lead = (
    <Group component="span" gap={4}>
      <Text span ff="monospace" fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {story.id}
      </Text>
      <CopyIcon value={story.id} name={t.id} />
    </Group>
  )
  return (
    <Page title={headOf(story.request.prompt) || t.title} lead={lead} actions={<Actions story={story} />}>
      <Columns widths={[3, 2]}>
        <div className={classes['column']}>
          <VideoSection story={story} />
          <RequestSection story={story} />
        </div>
        <div className={classes['column']}>
          <Timeline story={story} />
          <MoneySection story={story} />
          <WebhookSection task={story} />
        </div>
      </Columns>
    </Page>
  )
}

/** One task: its videos, what was asked, its way, its money. */
export default function TaskPage() {
  const t = useWords(words)
  const { id = '' } = useParams()
  const story = useQuery({ queryKey: storyKey(id), queryFn: () => getStory(id) })
  const { data: now } = useTask(id)
  return (
    <>
      <Anchor
        component={Link}
        href="/tasks"
        fz="sm"
        mb="xs"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
      >
        <ArrowLeft size={14} aria-hidden />
        {t.back}
      </Anchor>
      <Loaded query={story}>{(data) => <Story story={{ ...data, ...now }} />}</Loaded>
    </>
  )
}
