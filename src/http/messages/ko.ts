import type { Messages } from './template.ts'

/** Korean. What is wrong, with which field, and what to do about it. No particle depends on a value's last sound. */
export const ko: Messages = {
  errors: {
    request_malformed: '잘못된 요청입니다: HTTP로 읽을 수 없습니다. 요청 줄, Host 헤더, 길이를 확인해 주세요.',
    invalid_json: '잘못된 요청입니다: 본문이 올바른 JSON이 아닙니다. 따옴표, 쉼표, 괄호를 확인해 주세요.',
    body_not_object: '잘못된 요청입니다: 본문은 배열이나 다른 값이 아닌 JSON 객체여야 합니다.',
    field_required: '잘못된 요청입니다: {field} 값이 필요합니다. 추가한 뒤 다시 시도해 주세요.',
    field_type: '잘못된 요청입니다: {field} 값의 형식이 올바르지 않습니다[. 필요한 형식: {expected}].',
    number_quoted: '잘못된 요청입니다: {field} 값은 따옴표 없는 숫자여야 합니다[. 예: "{example}" 대신 {example}].',
    boolean_quoted:
      '잘못된 요청입니다: {field} 값은 따옴표 없는 true 또는 false여야 합니다[. 예: "{example}" 대신 {example}].',
    field_choice: '잘못된 요청입니다: {field} 값은 지원되지 않습니다[. 사용할 수 있는 값: {allowed}].',
    field_range: '잘못된 요청입니다: {field} 값이 범위를 벗어났습니다[. 허용 범위: {min}~{max}].',
    text_empty: '잘못된 요청입니다: {field} 값이 비어 있습니다. 내용을 입력해 주세요.',
    text_too_long:
      '잘못된 요청입니다: {field} 값이 너무 깁니다[(최대 {max}자)][(현재 {actual}자)]. 줄여서 다시 시도해 주세요.',
    url_invalid: '잘못된 요청입니다: {field} 값은 http:// 또는 https://로 시작하는 전체 URL이어야 합니다.',
    alias_conflict:
      '잘못된 요청입니다: {field} 값이 [같은 뜻의 {alias} 값과|별칭의 값과] 다릅니다. 하나만 보내 주세요.',
    too_many_images: '잘못된 요청입니다: {field} 이미지가 너무 많습니다[. 최대 {max}장입니다].',
    last_frame_alone:
      '잘못된 요청입니다: last_frame_image는 first_frame_image와 함께 사용해야 합니다. 첫 프레임 이미지도 보내 주세요.',
    enhance_prompt_off: '잘못된 요청입니다: {field}에 false는 지원되지 않습니다. 이 항목을 빼고 보내 주세요.',
    unknown_model: '잘못된 요청입니다: 알 수 없는 모델입니다[: {given}][. 사용할 수 있는 모델: {allowed}].',
    unsupported_by_model:
      '잘못된 요청입니다: {model} 모델[에서 {field} 값으로 쓸 수 있는 것: {allowed}|에서는 {field} 항목이 지원되지 않으니 빼고 보내 주세요][ (받은 값: {given})].',
    prompt_denied:
      '잘못된 요청입니다: 프롬프트에 이 서버에서 허용되지 않는 내용[({label})]이 있습니다. 프롬프트를 바꿔 주세요.',
    people_refused:
      '잘못된 요청입니다: person_generation이 disallow인데 프롬프트가 사람을 요청합니다[("{word}")]. 프롬프트를 바꾸거나 allow_adult로 설정해 주세요.',
    people_in_picture:
      '잘못된 요청입니다: {field} 이미지에 사람이 있지만 person_generation이 disallow입니다. 다른 이미지를 사용하거나 allow_adult로 지정하세요.',
    invalid_task_id: '잘못된 작업 ID입니다',
    idempotency_key_invalid: '잘못된 요청입니다: Idempotency-Key 헤더는 표시 가능한 ASCII 문자 1~191자여야 합니다.',
    image_url_invalid:
      '잘못된 요청입니다: {field} 이미지 주소를 사용할 수 없습니다. 사용자 이름과 비밀번호가 없는 http(s) URL이나 업로드에서 받은 URL을 사용해 주세요.',
    image_address_refused:
      '잘못된 요청입니다: {field} 이미지 주소[({host})]는 사설 또는 예약된 주소여서 거부되었습니다. 공개 주소를 사용하거나 먼저 이미지를 업로드해 주세요(운영자는 REELGATE_IMAGE_HOSTS_ALLOWED로 허용할 수 있습니다).',
    image_unreachable:
      '잘못된 요청입니다: {field} 이미지 주소[({host})]에 연결할 수 없습니다. URL을 확인하거나 먼저 이미지를 업로드해 주세요.',
    image_http_status:
      '잘못된 요청입니다: {field} 이미지를 내려받지 못했습니다[(상대 서버 응답: HTTP {status})]. 공개된 URL인지 확인해 주세요.',
    image_redirects:
      '잘못된 요청입니다: {field} 이미지 주소의 리디렉션이 너무 많습니다[(최대 {max}회)]. 최종 주소를 사용해 주세요.',
    image_timeout:
      '잘못된 요청입니다: {field} 이미지를 내려받는 데 시간이 너무 오래 걸립니다[(제한 {seconds}초)]. 더 빠른 주소를 사용하거나 먼저 이미지를 업로드해 주세요.',
    image_too_large:
      '잘못된 요청입니다: {field} 이미지가 너무 큽니다[(최대 {max_mb} MB)]. 압축한 뒤 다시 시도해 주세요.',
    image_too_many_pixels:
      '잘못된 요청입니다: {field} 이미지의 픽셀이 너무 많습니다[(최대 {max_mp} 메가픽셀)]. 크기를 줄여 주세요.',
    image_not_an_image:
      '잘못된 요청입니다: {field} 내용이 JPEG, PNG, WebP, GIF 이미지가 아닙니다(내용으로 판단합니다). 다른 이미지를 사용해 주세요.',
    image_corrupt: '잘못된 요청입니다: {field} 이미지가 손상되었거나 불완전합니다. 다시 내보낸 뒤 시도해 주세요.',
    image_upload_gone:
      '잘못된 요청입니다: {field} 업로드 이미지가 만료되었거나 존재하지 않습니다. 다시 업로드해 주세요.',
    cloud_storage_refused:
      '잘못된 요청입니다: {field} 값이 Google Cloud Storage를 가리키지만 이 서버는 사용하지 않습니다. 이미지는 base64로 직접 보내고 storageUri는 빼 주세요.',
    file_id_refused:
      '잘못된 요청입니다: {field} 값은 지원하지 않습니다. 이 서버는 ID로 파일을 보관하지 않습니다. 이미지를 직접 보내거나 image_url에 주소 또는 data: URL을 넣어 주세요.',
    task_unfinished:
      '잘못된 요청입니다: 이 동영상은 아직 끝나지 않았습니다. 완료되거나 실패할 때까지 기다리거나 작업을 취소해 주세요.',
    faults_off:
      '잘못된 요청입니다: {field} 값은 장애 모드(REELGATE_FAULTS=on)로 시작한 서버에서만 쓸 수 있습니다. 빼고 보내 주세요.',
    fault_unknown:
      '잘못된 요청입니다: {field} 값을 읽을 수 없습니다[("{given}")]. 예: busy, broken=503*2, filtered=some%50,seed=7.',
    upload_not_multipart: '잘못된 요청입니다: multipart/form-data로 보내고, 이미지를 file이라는 필드에 넣어 주세요.',
    upload_no_file: '잘못된 요청입니다: 받은 파일이 없습니다. multipart 필드 이름은 file이어야 합니다.',
    upload_wrong_type:
      '잘못된 요청입니다: 업로드한 파일이 JPEG, PNG, WebP, GIF 이미지가 아닙니다(내용으로 판단합니다). 다른 이미지를 사용해 주세요.',
    key_missing: '인증에 실패했습니다: API 키를 Authorization: Bearer <API 키> 헤더로 보내 주세요.',
    key_invalid: '인증에 실패했습니다: API 키가 올바르지 않거나 폐기되었습니다. 확인해 주세요.',
    balance_too_low:
      '잔액이 부족합니다. 충전한 뒤 다시 시도해 주세요[(필요 {needed_usd} USD, 사용 가능 {available_usd} USD)][, 부족 {missing_usd} USD][. 충전: {recharge_url}].',
    forbidden: '접근이 거부되었습니다: 이 리소스에 대한 권한이 없습니다.',
    redeem_code_unknown: '잘못된 요청입니다: 없는 코드입니다. 모든 글자를 확인해 주세요.',
    redeem_code_ended: '잘못된 요청입니다: 만료되었거나 취소된 코드입니다. 발급한 곳에 새 코드를 요청해 주세요.',
    redeem_batch_not_found: '코드 묶음이 없습니다[: {id}]. 목록에서 확인해 주세요.',
    redeem_code_used: '이미 사용된 코드여서 더해지지 않았습니다. 다른 코드를 사용해 주세요.',
    recharges_limited:
      '요청이 너무 많습니다: 충전 한도[(분당 {limit}회)]에 도달했습니다. [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    recharge_off: '이 서버는 온라인 결제를 받지 않습니다. 운영자에게 충전 방법을 문의해 주세요.',
    notice_untrusted: '잘못된 요청입니다: 이 알림은 서명이 올바르지 않거나 너무 오래되어 내용을 믿을 수 없습니다.',
    passkeys_unavailable:
      '잘못된 요청입니다: IP 주소로 연 페이지에서는 패스키를 사용할 수 없습니다. localhost처럼 호스트 이름으로 여세요',
    session_missing: '인증에 실패했습니다. 먼저 로그인하세요',
    sign_in_refused: '인증에 실패했습니다: 사용자 이름 또는 비밀번호가 올바르지 않거나 사용자가 비활성화되었습니다',
    passkey_refused:
      '인증에 실패했습니다: 등록되지 않은 패스키이거나 사용자가 비활성화되었습니다. 다른 방법으로 로그인하세요',
    role_forbidden: '접근이 금지되었습니다: 관리자만 할 수 있는 작업입니다',
    registration_off: '접근이 금지되었습니다: 직접 가입할 수 없습니다. 관리자에게 로그인 링크를 요청하세요',
    console_header_missing: '접근이 금지되었습니다: X-Reelgate-Console 헤더가 없습니다. 콘솔에서 호출하세요',
    user_not_found: '사용자를 찾을 수 없습니다[: {id}]. 사용자 목록에서 확인해 주세요.',
    user_name_taken: '같은 이름의 사용자가 이미 있습니다[: {name}]. 다른 이름을 사용하세요',
    last_admin: '관리자가 한 명도 남지 않게 됩니다. 먼저 다른 사용자를 관리자로 지정하세요',
    link_invalid:
      '이 링크는 이미 사용되었거나 만료되었습니다. 관리자에게 새 링크를 요청하거나 서버에서 reelgate console-link를 실행하세요',
    sign_in_limited: '로그인 실패가 너무 많습니다[(분당 최대 {limit}회)]. [{seconds}초 후|잠시 후] 다시 시도하세요',
    account_not_found: '계정을 찾을 수 없습니다[: {id}]. 계정 목록을 확인해 주세요.',
    api_key_not_found: '유효한 키를 찾을 수 없습니다[: {id}]. 계정의 키 목록을 확인해 주세요.',
    admin_key_not_found: '유효한 관리 키를 찾을 수 없습니다[: {id}].',
    account_name_taken: '같은 이름의 계정이 이미 있습니다[: {name}]. 다른 이름을 사용해 주세요.',
    reference_used:
      '이 reference의 충전은 이미 반영되어 더해지지 않았습니다. 새 금액에는 새 reference를 사용해 주세요.',
    price_book_changed: '그 사이에 가격이 변경되었습니다[(현재 버전 {version})]. 다시 읽은 뒤 변경해 주세요.',
    field_unknown: '잘못된 요청: {field} 필드는 없습니다[. 사용할 수 있는 필드: {allowed}].',
    field_format: '잘못된 요청: {field} 값을 읽을 수 없습니다[({expected})].',
    admin_key_invalid:
      '인증 실패: 이 주소에는 관리 키가 필요합니다. 이 키는 관리 키가 아니거나 폐기되었습니다. reelgate admin-keys create로 만들 수 있습니다.',
    task_not_unresolved: 'unresolved 상태의 작업만 처리할 수 있습니다[(이 작업은 {state})].',
    replay_without_prompt:
      '이 작업의 프롬프트는 보관 기간이 지나 삭제되어 다시 제출할 수 없습니다. 소유자가 새로 제출하도록 해 주세요.',
    account_erased: '이 계정은 삭제 처리되어 새 키를 만들 수 없습니다[: {id}]. 다른 계정을 만들어 주세요.',
    webhook_missing:
      '이 작업에는 알릴 webhook이 없습니다. 제출할 때 지정하지 않았거나 기한이 지나 주소가 삭제되었습니다.',
    replay_has_pictures: '작업의 이미지는 종료될 때 삭제되므로 다시 제출할 수 없습니다. 소유자가 새로 제출해 주세요.',
    key_spend_limited:
      '이 키는 지출 한도에 도달했습니다[: 필요 {needed_usd} USD, 남음 {left_usd} USD]. 한도 상향을 요청하거나 다른 키를 사용해 주세요.',
    key_day_limited:
      '이 키는 오늘(UTC)의 지출 한도에 도달했습니다[: 필요 {needed_usd} USD, 남음 {left_usd} USD]. 내일 다시 시도하거나 한도 상향을 요청해 주세요.',
    model_forbidden: '접근 거부: 이 키로는 모델[ {given}]을 사용할 수 없습니다[. 사용 가능: {allowed}].',
    scope_forbidden: '접근 거부: 이 키에는 필요한 권한 범위[ {scope}]가 없습니다. 권한이 있는 키를 사용해 주세요.',
    address_forbidden: '접근 거부: 이 주소[({address})]에서는 이 키를 사용할 수 없습니다.',
    lookups_limited:
      '요청이 너무 많습니다: 이 주소에서 잘못된 키가 너무 많이 전송되었습니다[(분당 최대 {limit}회)]. 키를 확인하고 [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    tasks_limited:
      '완료되지 않은 작업이 너무 많습니다[: 동시에 최대 {max}개]. 일부가 끝난 뒤 다시 시도해 주세요[(예: {seconds}초 후)].',
    not_found: '이 주소를 찾을 수 없습니다[: {method} {path}]. 메서드와 경로를 확인해 주세요.',
    model_not_found: '모델을 찾을 수 없습니다[: {given}]. 사용할 수 있는 모델은 GET /v1/models에서 확인할 수 있습니다.',
    not_offered:
      '이 서버는 이 호출을 제공하지 않습니다[: {method} {path}]. 텍스트와 이미지로 새 동영상을 만들고, 나열하고, 제공합니다. 새 동영상을 제출해 주세요.',
    method_not_allowed: '이 주소는 이 메서드[({method})]를 지원하지 않습니다[. 사용할 수 있는 메서드: {allowed}].',
    request_timeout: '요청이 제시간에 도착하지 않았습니다. 헤더와 본문을 끊김 없이 보내 주세요.',
    idempotency_key_reused: '이 Idempotency-Key는 본문이 다른 요청에 이미 사용되었습니다. 새 키를 사용해 주세요.',
    file_expired: '이 파일은 만료되어 삭제되었습니다. 다시 생성하거나 업로드해 주세요.',
    body_too_large: '요청 본문이 너무 큽니다[(최대 {max_mb} MB)]. 큰 이미지는 먼저 업로드해 주세요.',
    upload_too_large: '업로드한 파일이 너무 큽니다[(최대 {max_mb} MB)]. 압축한 뒤 다시 시도해 주세요.',
    range_not_satisfiable: '요청한 범위가 파일 크기를 벗어났습니다. Range 헤더를 확인해 주세요.',
    headers_too_large: '요청 헤더가 너무 큽니다. 개수나 길이를 줄여 주세요.',
    submits_limited:
      '요청이 너무 많습니다: 제출 한도[({limit})]에 도달했습니다. [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    polls_limited:
      '요청이 너무 많습니다: 조회 한도[({limit})]에 도달했습니다. [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    listeners_limited:
      '요청이 너무 많습니다: 열려 있는 이벤트 스트림과 롱 폴링이 너무 많습니다[(최대 {max}개)]. 일부를 닫고 [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    queue_full: '요청이 너무 많습니다: 대기 중인 작업이 너무 많습니다. [{seconds}초 후에|잠시 후] 다시 시도해 주세요.',
    server_error: '서버 내부 오류가 발생했습니다. 잠시 후 다시 시도해 주세요.',
    upstream_unavailable: '상위 서비스를 일시적으로 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.',
    storage_unavailable: '파일 저장소를 일시적으로 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.',
    shutting_down: '서버를 다시 시작하는 중입니다. 잠시 후 다시 시도해 주세요.',
    database_unavailable: '데이터베이스를 일시적으로 사용할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  },
  failures: {
    content_filtered:
      '안전 필터가 영상 일부 또는 전부를 차단했습니다[(요청 {asked}개, 제공 {delivered}개)].[ 이유: {reason}.] 차단된 영상에는 요금이 부과되지 않습니다. 프롬프트나 이미지를 바꾼 뒤 다시 시도해 주세요.',
    provider_refused:
      '영상 서비스가 이 요청을 거부했습니다. 요금은 부과되지 않았습니다. 프롬프트, 이미지 또는 매개변수를 바꾼 뒤 다시 시도해 주세요.',
    provider_failed: '영상 서비스에서 생성에 실패했습니다. 요금은 부과되지 않았습니다. 잠시 후 다시 시도해 주세요.',
    provider_unreachable: '영상 서비스에 연결할 수 없었습니다. 요금은 부과되지 않았습니다. 잠시 후 다시 시도해 주세요.',
    outcome_unknown:
      '영상 서비스가 이 작업을 마쳤는지 확인할 수 없습니다. 요금은 부과되지 않았습니다. 다시 제출하실 수 있습니다.',
    timed_out:
      '작업 시간이 초과되었습니다[(제한 {minutes}분)]. 요금은 부과되지 않았습니다. 잠시 후 다시 시도해 주세요.',
    storage_failed: '영상은 만들어졌지만 저장하지 못했습니다. 요금은 부과되지 않았습니다. 잠시 후 다시 시도해 주세요.',
    renderer_failed:
      '내장 렌더러에서 생성에 실패했습니다. 요금은 부과되지 않았습니다. 다시 시도해 보시고, 계속 실패하면 운영자에게 알려 주세요.',
  },
  words: {
    field: '매개변수',
    model: '이',
    string: '문자열',
    integer: '정수',
    boolean: '불리언(true 또는 false)',
    array: '배열',
    object: '객체',
    child: '어린이',
    celebrity: '유명인',
    video_safety: '일반 안전 규정',
    dangerous: '위험한 내용',
    hate: '혐오',
    prohibited: '금지된 내용',
    third_party: '제3자의 권리와 관련된 내용',
    sexual: '성적인 내용',
    toxic: '모욕적인 표현',
    violence: '폭력',
    vulgar: '저속한 표현',
    other_safety: '그 밖의 안전 규정',
    sound: '음향',
    account_name: '계정 이름이어야 합니다',
    date: '2026-10-25와 같은 날짜여야 합니다',
    days_apart: '양 끝을 포함해 to보다 최대 {max}일 전까지입니다',
    email: '이메일 주소여야 합니다',
    fewer_rows: '{max}행이 넘습니다. 분류를 줄이거나 기간을 좁히세요',
    group_name: 'a-z, 0-9, _, - 1~40자여야 합니다',
    ip_ranges: '10.0.0.0/8 또는 2001:db8::/32와 같은 주소나 범위여야 하며, "{given}"은(는) 아닙니다',
    more_than_0: '0보다 커야 합니다',
    not_after: 'to보다 늦을 수 없습니다',
    one_line: '제어 문자가 없는 한 줄이어야 합니다',
    password_length: '{min}~{max}자여야 합니다',
    ratio: '0에서 {max} 사이의 소수점 6자리 이하 숫자여야 합니다',
    some_of: '다음 중 일부를 쉼표로 구분해야 합니다: {allowed}',
    time_zone: 'Asia/Shanghai와 같은 시간대 이름이어야 합니다',
    usd_amount: '"12.5"와 같은 미국 달러 금액(소수점 6자리 이하)이어야 합니다',
    usd_change: '0이 아닌 "-2.5"와 같은 미국 달러 금액이어야 합니다',
    usd_per_second: '초당 미국 달러로 0에서 {max} 사이여야 합니다(예: 0.08)',
    whole_cents: '"12.50"처럼 센트 단위여야 합니다',
  },
}
