import type { Messages } from './template.ts'

/** English. What is wrong, with which field, and what to do about it. */
export const en: Messages = {
  errors: {
    request_malformed:
      'Invalid request: this can not be read as HTTP. Please check its request line, its Host header and its length.',
    invalid_json: 'Invalid request: the body is not valid JSON. Please check its quotes, commas and brackets.',
    body_not_object: 'Invalid request: the body must be a JSON object, not an array or any other value.',
    field_required: 'Invalid request: {field} is required. Please add it and try again.',
    field_type: 'Invalid request: {field} has the wrong type[; it must be {expected}].',
    number_quoted: 'Invalid request: {field} must be a bare number, no quotes[: {example}, not "{example}"].',
    boolean_quoted: 'Invalid request: {field} must be a bare true or false, no quotes[: {example}, not "{example}"].',
    field_choice: 'Invalid request: {field} has a value that is not supported[; use {allowed}].',
    field_range: 'Invalid request: {field} is out of range[; it must be from {min} to {max}].',
    text_empty: 'Invalid request: {field} must not be empty. Please write some text.',
    text_too_long:
      'Invalid request: {field} is too long[: at most {max} characters][, this one has {actual}]. Please shorten it.',
    url_invalid: 'Invalid request: {field} must be a complete URL that begins with http:// or https://.',
    alias_conflict:
      'Invalid request: {field} [and {alias} mean the same but have different values|and its alias have different values]. Please send only one of them.',
    too_many_images: 'Invalid request: {field} has too many images[; at most {max} are allowed].',
    last_frame_alone:
      'Invalid request: last_frame_image works only together with first_frame_image. Please send the first frame too.',
    enhance_prompt_off: 'Invalid request: {field} cannot be false. Please leave it out.',
    unknown_model: 'Invalid request: unknown model[ {given}][. Available: {allowed}].',
    unsupported_by_model:
      'Invalid request: {model} [takes only {allowed} for {field}|does not support {field}; please leave it out][ (received: {given})].',
    prompt_denied:
      'Invalid request: the prompt asks for what is not allowed on this server[ ({label})]. Please change the prompt.',
    people_refused:
      'Invalid request: the prompt asks for people[ ("{word}")] while person_generation is disallow. Please change the prompt or set allow_adult.',
    people_in_picture:
      'Invalid request: there is a person in the picture of {field} while person_generation is disallow. Please use another picture or set allow_adult.',
    invalid_task_id: 'Invalid task ID',
    idempotency_key_invalid: 'Invalid request: the Idempotency-Key header must be 1 to 191 visible ASCII characters.',
    image_url_invalid:
      'Invalid request: {field} is not a usable image address. Please use an http(s) URL without user name and password, or the URL that an upload returned.',
    image_address_refused:
      'Invalid request: the image address in {field}[ ({host})] is private or reserved and was refused. Please use a public address or upload the image first (an operator may allow it with REELGATE_IMAGE_HOSTS_ALLOWED).',
    image_unreachable:
      'Invalid request: the image address in {field}[ ({host})] cannot be reached. Please check it or upload the image first.',
    image_http_status:
      'Invalid request: the image in {field} could not be downloaded[: its server answered HTTP {status}]. Please make sure that the URL is public.',
    image_redirects:
      'Invalid request: the image address in {field} redirects too often[ (at most {max} times)]. Please use the final address.',
    image_timeout:
      'Invalid request: the image in {field} took too long to download[ (limit: {seconds} s)]. Please use a faster address or upload the image first.',
    image_too_large: 'Invalid request: the image in {field} is too large[; at most {max_mb} MB]. Please compress it.',
    image_too_many_pixels:
      'Invalid request: the image in {field} has too many pixels[; at most {max_mp} megapixels]. Please scale it down.',
    image_not_an_image:
      'Invalid request: the content of {field} is not a JPEG, PNG, WebP or GIF image, whatever its name says. Please use another image.',
    image_corrupt: 'Invalid request: the image in {field} is damaged or incomplete. Please export it again.',
    image_upload_gone:
      'Invalid request: the uploaded image in {field} has expired or is unknown. Please upload it again.',
    cloud_storage_refused:
      'Invalid request: {field} names Google Cloud Storage, which this server does not use. Please send pictures inline as base64 and leave storageUri out.',
    file_id_refused:
      'Invalid request: {field} is not supported, since no files are kept under an id here. Please send the picture itself, or its address or data: URL as image_url.',
    task_unfinished:
      'Invalid request: this video is not finished. Please wait until it is completed or failed, or cancel its task.',
    faults_off:
      'Invalid request: {field} works only on a server that was started with faults on (REELGATE_FAULTS=on). Please leave it out.',
    fault_unknown:
      'Invalid request: {field} cannot be read[ at "{given}"]. It looks like busy, broken=503*2 or filtered=some%50,seed=7.',
    upload_not_multipart:
      'Invalid request: please send the upload as multipart/form-data, with the image in a field named file.',
    upload_no_file: 'Invalid request: no file was received. The multipart field must be named file.',
    upload_wrong_type:
      'Invalid request: the uploaded file is not a JPEG, PNG, WebP or GIF image, whatever its name says. Please use another image.',
    key_missing: 'Authentication failed: please send your API key in the header Authorization: Bearer <key>.',
    key_invalid: 'Authentication failed: the API key is wrong or was revoked. Please check it.',
    balance_too_low:
      'The balance is too low. Please top up and try again[: {needed_usd} USD needed, {available_usd} USD available][, {missing_usd} USD missing][. Recharge here: {recharge_url}].',
    forbidden: 'Access denied: this key has no permission for this resource.',
    redeem_code_unknown: 'Invalid request: there is no such code. Please check every character of it.',
    redeem_code_ended:
      'Invalid request: this code has expired or was withdrawn. Please ask whoever gave it to you for another.',
    redeem_batch_not_found: 'No such batch of redeem codes[: {id}]. Please list the batches to find it.',
    redeem_code_used: 'This code was redeemed before; nothing was added. Please use another one.',
    recharges_limited:
      'Too many requests: the limit for recharging[ ({limit} a minute)] is reached. Please try again [in {seconds} s|later].',
    recharge_off: 'This server takes no payments. Please ask its operator how to recharge.',
    notice_untrusted:
      'Invalid request: this notice is not signed as it must be, or is too old. Nothing of it was believed.',
    passkeys_unavailable:
      'Invalid request: a page that was opened by an IP address can use no passkeys; open it by a host name, such as localhost',
    session_missing: 'Authentication failed: please sign in first',
    sign_in_refused: 'Authentication failed: the name or the password is wrong, or the user is disabled',
    passkey_refused:
      'Authentication failed: this passkey is not known here, or its user is disabled; sign in another way',
    role_forbidden: 'Access forbidden: only administrators may do this',
    registration_off: 'Access forbidden: nobody can register here; ask an administrator for a sign-in link',
    console_header_missing: 'Access forbidden: the header X-Reelgate-Console is missing; call this from the console',
    user_not_found: 'No such user[: {id}]. Please list the users to find it.',
    user_name_taken: 'There is a user of this name already[: {name}]; choose another name',
    last_admin: 'Nobody would be left to administer; make another user an administrator first',
    link_invalid:
      'This link was used, or its time is over; ask an administrator for another one, or run reelgate console-link on the server',
    sign_in_limited: 'Too many failed sign-ins[; at most {limit} a minute]; try again [in {seconds} seconds|later]',
    account_not_found: 'No such account[: {id}]. Please list the accounts to find it.',
    api_key_not_found: 'No such active key[: {id}]. Please list the keys of the account to find it.',
    admin_key_not_found: 'No such active admin key[: {id}].',
    account_name_taken: 'There is an account with this name already[: {name}]. Please choose another one.',
    reference_used:
      'A top-up with this reference was booked before; nothing was added. Please use a new reference for new money.',
    price_book_changed:
      'The prices have changed meanwhile[; version {version} is in force]. Please read them again before changing them.',
    field_unknown: 'Invalid request: there is no field {field} here[; there are {allowed}].',
    field_format: 'Invalid request: {field} [{expected}|has a value that cannot be read].',
    admin_key_invalid:
      'Authentication failed: this address takes an admin key only, and this is none, or it was revoked. reelgate admin-keys create makes one.',
    task_not_unresolved: 'Only an unresolved task can be resolved[; this one is {state}].',
    replay_without_prompt:
      'The prompt of this task was removed after its time, so it cannot be submitted again. Please have its owner submit it anew.',
    account_erased: 'This account was erased and takes no new keys[: {id}]. Please create another account.',
    webhook_missing:
      'This task has no webhook to tell: none was named at its submit, or its address was removed after its time.',
    replay_has_pictures:
      'The pictures of a task are deleted when it ends, so this one cannot be submitted again. Please have its owner submit it anew.',
    key_spend_limited:
      'This key has reached its spending limit[: {needed_usd} USD needed, {left_usd} USD left]. Please ask for a higher limit, or use another key.',
    key_day_limited:
      "This key has reached today's spending limit (UTC)[: {needed_usd} USD needed, {left_usd} USD left]. Please try again tomorrow, or ask for a higher limit.",
    model_forbidden: 'Access denied: this key may not use the model[ {given}][; it may use {allowed}].',
    scope_forbidden:
      'Access denied: this key lacks the scope[ {scope}] that this call needs. Please use a key that has it.',
    address_forbidden: 'Access denied: this key may not be used from this address[ ({address})].',
    lookups_limited:
      'Too many requests: too many unknown keys came from this address[ ({limit} a minute)]. Please check the key, and try again [in {seconds} s|later].',
    tasks_limited:
      'Too many unfinished tasks[: at most {max} at a time]. Please try again when some have ended[, for example in {seconds} s].',
    not_found: 'Nothing is served here[: {method} {path}]. Please check the method and the path.',
    model_not_found: 'No such model[: {given}]. GET /v1/models lists the available ones.',
    not_offered:
      'This server does not offer that call[: {method} {path}]. It makes new videos from text and pictures, lists and serves them; please submit a new video.',
    method_not_allowed: 'This address does not take this method[ ({method})][. Please use {allowed}].',
    request_timeout: 'The request did not arrive in time. Please send its headers and body without a pause.',
    idempotency_key_reused:
      'This Idempotency-Key was already used for a request with another body. Please use a new key.',
    file_expired: 'This file has expired and was removed. Please generate or upload it again.',
    body_too_large: 'The request body is too large[; at most {max_mb} MB]. Please upload large images first.',
    upload_too_large: 'The uploaded file is too large[; at most {max_mb} MB]. Please compress it and try again.',
    range_not_satisfiable: 'The requested range lies outside the file. Please check the Range header.',
    headers_too_large: 'The headers of the request are too large together. Please send fewer or shorter ones.',
    submits_limited:
      'Too many requests: the limit for submits[ ({limit})] is reached. Please try again [in {seconds} s|later].',
    polls_limited:
      'Too many requests: the limit for status queries[ ({limit})] is reached. Please try again [in {seconds} s|later].',
    listeners_limited:
      'Too many requests: too many event streams and long polls are open[ (at most {max})]. Please close some, and try again [in {seconds} s|later].',
    queue_full: 'Too many requests: too many tasks are waiting. Please try again [in {seconds} s|later].',
    server_error: 'Internal server error. Please try again later.',
    upstream_unavailable: 'The upstream service is unavailable at the moment. Please try again later.',
    storage_unavailable: 'The storage of files is unavailable at the moment. Please try again in a moment.',
    shutting_down: 'The server is restarting. Please try again in a moment.',
    database_unavailable: 'The database is unavailable at the moment. Please try again in a moment.',
  },
  failures: {
    content_filtered:
      'The safety filter held back some or all of the videos[ ({asked} requested, {delivered} delivered)][; the reason: {reason}]; filtered videos are not charged. Please change the prompt or the image before trying again.',
    provider_refused:
      'The video service refused this request; nothing was charged. Please change the prompt, the image or the parameters before trying again.',
    provider_failed: 'The video service failed; nothing was charged. Please try again later.',
    provider_unreachable: 'The video service could not be reached; nothing was charged. Please try again later.',
    outcome_unknown:
      'It is not known whether the video service finished this task; nothing was charged. You can submit it again.',
    timed_out: 'The task took too long[ (limit: {minutes} min)]; nothing was charged. Please try again later.',
    storage_failed: 'The video was made but could not be stored; nothing was charged. Please try again later.',
    renderer_failed:
      'The built-in renderer failed; nothing was charged. Please try again, and tell the operator if it fails once more.',
  },
  words: {
    field: 'the field',
    model: 'this model',
    string: 'a string',
    integer: 'an integer',
    boolean: 'true or false',
    array: 'an array',
    object: 'an object',
    child: 'children',
    celebrity: 'a well-known person',
    video_safety: 'general safety rules',
    dangerous: 'dangerous content',
    hate: 'hate',
    prohibited: 'prohibited content',
    third_party: 'content of others that may be protected',
    sexual: 'sexual content',
    toxic: 'abusive words',
    violence: 'violence',
    vulgar: 'vulgar words',
    other_safety: 'another safety rule',
    sound: 'the sound track',
    account_name: "must be the account's name",
    date: 'must be a date such as 2026-10-25',
    days_apart: 'must be at most {max} days before to, both counted',
    email: 'must be an e-mail address',
    fewer_rows: 'must name less, or the dates be closer: there are more than {max} rows',
    group_name: 'must be 1 to 40 of a-z, 0-9, _ and -',
    ip_ranges: 'must hold addresses and ranges such as 10.0.0.0/8 or 2001:db8::/32; "{given}" is not one',
    more_than_0: 'must be more than 0',
    not_after: 'must not be after to',
    one_line: 'must be one line without control characters',
    password_length: 'must have {min} to {max} characters',
    ratio: 'must be a number from 0 to {max} with at most six decimals',
    some_of: 'must be some of {allowed}, with commas',
    time_zone: 'must be the name of a time zone such as Asia/Shanghai',
    usd_amount: 'must be an amount in USD such as "12.5", at most six decimals',
    usd_change: 'must be an amount in USD such as "-2.5", not 0',
    usd_per_second: 'must be USD per second from 0 to {max}, for example 0.08',
    whole_cents: 'must be whole cents, such as "12.50"',
  },
}
