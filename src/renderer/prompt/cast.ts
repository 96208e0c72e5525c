import type { Action, Ride, Subject } from './scene-brief.ts'

/** A subject of which the prompt may not say what it does. */
export type Cast = Omit<Subject, 'action'> & { action?: Action; ride?: Ride }
