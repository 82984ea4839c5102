/** How long the offer stands for an account, and whether it goes on once it was taken. */
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { NudgeDefaults } from '../../../../shared/workspace/settings.ts'
import { DurationInput } from '../../component/form/DurationInput.tsx'
import { Faults } from '../../component/form/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { SectionProps } from './Section.tsx'

type Props = SectionProps & { defaults: NudgeDefaults }

export const OfferTerms = ({ editor, issues, defaults }: Props) => {
  const { offerLasts = defaults.offerLasts, stopAfterConversion = defaults.stopAfterConversion } =
    editor.draft.value
  const setLasts = (lasts: Nudge['offerLasts']) => editor.set('offerLasts', lasts)
  return (
    <>
      <div class="sentence">
        <label class="check">
          <input
            type="checkbox"
            checked={offerLasts !== null}
            onChange={(event) =>
              setLasts(event.currentTarget.checked ? (defaults.offerLasts ?? '30d') : null)
            }
          />
          The offer ends
        </label>
        {offerLasts !== null && (
          <>
            <DurationInput
              path="offerLasts"
              label="Offer lasts"
              issues={issuesAt(issues, 'offerLasts')}
              value={offerLasts}
              onChange={setLasts}
            />
            after an account has first seen it
          </>
        )}
      </div>
      <Faults path="offerLasts" issues={issuesAt(issues, 'offerLasts')} />
      <label class="check">
        <input
          type="checkbox"
          checked={stopAfterConversion}
          onChange={(event) => editor.set('stopAfterConversion', event.currentTarget.checked)}
        />
        Stop once the account has taken the offer
      </label>
    </>
  )
}
