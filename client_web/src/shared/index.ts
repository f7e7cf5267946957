/// What the candidate's and the staff's pages share.
export * from './i18n';
export { api, postRaw, type Schemas, sendRaw, unwrap } from './net/api';
export { ApiProblem, codeOf, isPassing, networkProblem, type Problem } from './net/problem';
export { postForm } from './net/upload';
export { fetchSession, SESSION_KEY, useSession, useSignIn, useSignOut } from './net/session';
export { palette, theme } from './theme';
export { AccountBar } from './ui/AccountBar';
export { AppShell, usePageTitle } from './ui/AppShell';
export { Dialog } from './ui/Dialog';
export { ErrorNotice, problemSentence } from './ui/ErrorNotice';
export { LanguageSwitch } from './ui/LanguageSwitch';
export { mountPage } from './ui/Root';
export { SignInForm } from './ui/SignInForm';
