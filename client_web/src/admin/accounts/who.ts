/// Who a new account is for: a login and a name, and whether they will do.

export interface Who {
  readonly login: string;
  readonly display_name: string;
}

export const NOBODY: Who = { login: '', display_name: '' };

/** The server's own rule for logins. */
const LOGIN = /^[A-Za-z0-9._@-]{3,100}$/;

/** As it is sent: without the spaces around it. */
export const trimmed = ({ login, display_name }: Who): Who => ({
  login: login.trim(),
  display_name: display_name.trim(),
});

export const isBadLogin = (who: Who): boolean => !LOGIN.test(trimmed(who).login);
export const isNameless = (who: Who): boolean => trimmed(who).display_name === '';
