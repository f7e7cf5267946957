/// The candidate's page.
import '../shared/ui/styles';
import { AppShell, mountPage, shared, SignInForm } from '../shared';

mountPage(
  [shared],
  <AppShell homeHref="/" width="narrow">
    <SignInForm />
  </AppShell>,
);
