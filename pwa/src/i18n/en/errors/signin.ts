/** One sentence for each refusal of `signin`. */
export const signin = {
  'signin.account_not_found': 'This account was not found.',
  'signin.code_expired': 'This code has expired. Ask your branch secretary for a new sheet.',
  'signin.code_replaced': 'This code was replaced or withdrawn. Use the newest sheet.',
  'signin.code_unknown':
    'There is no such code. Check each character on the sheet and type it again.',
  'signin.code_used':
    'This code was used already. If it was not you, tell your branch secretary at once.',
  'signin.device_key_invalid':
    'This device sent a key that is not right. Close the app, open it and try again.',
  'signin.device_not_found': 'This device is no longer on your list.',
  'signin.last_means':
    'This is your only way to sign in. Set a password or add another passkey first.',
  'signin.login_taken': 'Somebody has this sign-in name. Choose another.',
  'signin.member_unknown': 'This person was not found among those you look after.',
  'signin.no_one_time_codes': 'The account has no authenticator app.',
  'signin.nobody_left': 'Nobody needs a code: everybody is active or beyond your reach.',
  'signin.one_time_code_refused':
    'The six digits are wrong or were used before. Wait for the next ones.',
  'signin.organization_unknown': 'This organisation was not found.',
  'signin.own_account': 'You cannot close your own account.',
  'signin.passkey_known': 'This passkey is on the account already.',
  'signin.passkey_not_found': 'This passkey is no longer on the account.',
  'signin.passkey_refused': 'This passkey was not accepted. Try again or use your password.',
  'signin.password_too_easy':
    'This password is easy to guess. Choose another, without your name or well-known digits.',
  'signin.password_too_short': 'The password needs at least {least} {least|character|characters}.',
  'signin.password_wrong': 'The present password is wrong.',
  'signin.refused': 'The sign-in name or the password is wrong.',
  'signin.required': 'Please sign in.',
  'signin.second_factor_missing': 'Confirm your second step before changing how you sign in.',
  'signin.second_factor_needed': 'Your position needs two steps, so the last one stays.',
  'signin.too_many_attempts':
    'Too many wrong attempts. Try again in {seconds} {seconds|second|seconds}.',
  'signin.too_many_codes':
    'At most {most} {most|sheet|sheets} at a time. Choose a smaller organisation.',
} as const;
