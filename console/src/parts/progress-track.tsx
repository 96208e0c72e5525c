import classes from './progress-track.module.css'

interface ProgressTrackProps {
  /** 0 to 100. */
  percent: number
  /** What it is called where nothing else says how far it is. */
  name?: string
}

/** How far a video is, at the lower edge of its frame. */
export function ProgressTrack({ percent, name }: ProgressTrackProps) {
  const told = name !== undefined && {
    role: 'progressbar',
    'aria-label': name,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': percent,
  }
  return (
    <div className={classes['track']} {...told}>
      <div className={classes['done']} style={{ width: `${percent}%` }} />
    </div>
  )
}
