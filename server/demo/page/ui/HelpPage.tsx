import { useSignal } from '@preact/signals'
import { askedSupport } from '../model/brim.ts'

const topics = [
  { key: 'how-to', name: 'How something works' },
  { key: 'limits', name: 'Limits: boards, people, files' },
  { key: 'billing', name: 'Plans and billing' },
  { key: 'bugs', name: 'Something is broken' },
]

export function HelpPage() {
  const hasAsked = useSignal(false)
  return (
    <div class="narrow">
      <h1>Help</h1>
      {hasAsked.value ? (
        <p class="panel" role="status">
          Thank you for asking. In this demo nobody reads the question itself; Brim has heard what
          it is about.
        </p>
      ) : (
        <form
          class="panel"
          onSubmit={(event) => {
            event.preventDefault()
            askedSupport(String(new FormData(event.currentTarget).get('topic')))
            hasAsked.value = true
          }}
        >
          <label>
            What is it about?
            <select name="topic">
              {topics.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Your question
            <textarea name="question" rows={4} maxLength={1000} />
          </label>
          <button type="submit" class="button primary">
            Ask
          </button>
        </form>
      )}
    </div>
  )
}
