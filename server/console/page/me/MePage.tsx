/** What is one's own and no workspace's: the password, and where one is signed in. */
import { Page } from '../../component/frame/Page.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'

export const MePage = () => (
  <Page
    title="Your sign-in"
    words="Password, second factor and sessions: yours alone, in whichever workspace you are."
  >
    <PasswordForm />
    <SecondFactor />
    <Sessions />
  </Page>
)
