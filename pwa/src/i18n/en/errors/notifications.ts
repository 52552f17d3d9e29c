/** One sentence for each refusal of `notifications`. */
export const notifications = {
  'notifications.already_sent':
    'This announcement was sent or cancelled and cannot be changed any more.',
  'notifications.announcement_not_found':
    'This announcement was not found, or it was not sent to you.',
  'notifications.audience_ambiguous': 'Choose one audience: an organisation or a meeting.',
  'notifications.audience_not_found': 'This audience was not found among your places.',
  'notifications.audience_outside': 'The audience must be below the organisation that speaks.',
  'notifications.id_taken': 'This id is used by another announcement. Please write a new one.',
  'notifications.sending_too_far': 'The time to send may not be more than a year away.',
  'notifications.address_unsafe':
    'This browser gave an address for notices that cannot be used. Update the browser and try again.',
  'notifications.channel_closed': 'This way of getting notices is not set up here.',
  'notifications.keys_malformed':
    'This browser gave keys for notices that are not valid. Close the app, open it and try again.',
  'notifications.not_choosable': 'This kind of notice always comes, to protect your account.',
  'notifications.notice_not_found': 'This notice is no longer in your inbox.',
  'notifications.parked_not_found': 'This event no longer waits.',
  'notifications.receipt_unknown': 'This phone is no longer registered for notices.',
  'notifications.subscription_not_found': 'This phone is not registered for notices.',
  'notifications.tests_busy': 'Many phones are being tried right now. Try again in a few seconds.',
  'notifications.times_invalid': 'Quiet hours need a start and an end that differ.',
} as const;
