/** An experiment as its author changes it: arms, shares, words. Pure. */
import type { Arm, Experiment, Nudge } from '../../../../shared/definition/nudge.ts'

export const mostArms = 8

/** Two halves: the nudge as it is, and one that will say it in other words. */
export function newExperiment({ key, copy }: Nudge): Experiment {
  return {
    key: `${key || 'nudge'}-test`.slice(0, 64),
    unit: 'account',
    arms: [
      { key: 'a', weight: 50 },
      { key: 'b', weight: 50, copy: structuredClone(copy) },
    ],
  }
}

/** Its part of the sum of all weights, in percent; nothing where all weigh nothing. */
export function shareOf(arms: readonly Arm[], at: number): number | undefined {
  const sum = arms.reduce((total, one) => total + (one.weight || 0), 0)
  return sum > 0 ? ((arms[at]?.weight || 0) / sum) * 100 : undefined
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** A letter that no arm has: a key that was given is never given again while it stands. */
export function withNewArm(experiment: Experiment): Experiment {
  const { arms } = experiment
  const key =
    letters.find((one) => !arms.some((arm) => arm.key === one)) ?? `arm-${arms.length + 1}`
  const weight = arms.at(-1)?.weight ?? 50
  return { ...experiment, arms: [...arms, { key, weight }] }
}

export function withArm(experiment: Experiment, at: number, patch: Partial<Arm>): Experiment {
  const arms = experiment.arms.map((one, i) => (i === at ? { ...one, ...patch } : one))
  return { ...experiment, arms }
}

/** An experiment of fewer than two tries nothing: then there is none. */
export function withoutArm(experiment: Experiment, at: number): Experiment | undefined {
  const arms = experiment.arms.filter((_, i) => i !== at)
  return arms.length < 2 ? undefined : { ...experiment, arms }
}

/** What people in the arm get. */
export type ArmShows = 'nudge' | 'own' | 'nothing'

export const showsOf = ({ control, copy }: Arm): ArmShows =>
  control ? 'nothing' : copy ? 'own' : 'nudge'

/** `copy`: what words of its own begin with. */
export function withShows(
  experiment: Experiment,
  at: number,
  shows: ArmShows,
  copy: Nudge['copy'],
): Experiment {
  const arms = experiment.arms.map((one, i): Arm => {
    if (i !== at) return one
    const { control: _control, copy: before, ...arm } = one
    if (shows === 'nothing') return { ...arm, control: true }
    return shows === 'own' ? { ...arm, copy: before ?? structuredClone(copy) } : arm
  })
  return { ...experiment, arms }
}
