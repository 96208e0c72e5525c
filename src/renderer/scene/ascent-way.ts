import type { Action, Subject } from '../prompt/scene-brief.ts'

/** Whether somebody leaves the ground or comes down to it on the way through the clip. */
export function isAscent({ carriage, action }: Pick<Subject, 'carriage' | 'action'>): boolean {
  return carriage === 'wings' && (action === 'launch' || action === 'land')
}

/** How far up one is, 0 on the ground to 1 at the top, by the way through the clip. What lands does the same backwards. */
export function heightAt(action: Action, icon: string, progress: number): number {
  const way = action === 'land' ? 1 - progress : progress
  const [still, power] = icon === 'airplane' ? [0.22, 1.35] : [0.12, 1.9]
  return Math.max(0, (way - still) / (1 - still)) ** power
}
