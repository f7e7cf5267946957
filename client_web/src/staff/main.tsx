/// The staff's page: proctors and administrators.
import '../shared/ui/styles';
import { AppShell, mountPage, shared, SignInForm } from '../shared';

mountPage(
  [shared],
  <AppShell homeHref="/staff" width="narrow">
    <SignInForm />
  </AppShell>,
);
