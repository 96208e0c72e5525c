import type { Messages } from './template.ts'

/** Japanese. What is wrong, with which field, and what to do about it. */
export const ja: Messages = {
  errors: {
    request_malformed:
      'リクエストが無効です：HTTP として読み取れません。リクエスト行、Host ヘッダー、長さを確認してください。',
    invalid_json: 'リクエストが無効です：本文が正しい JSON ではありません。引用符、カンマ、括弧をご確認ください。',
    body_not_object: 'リクエストが無効です：本文は配列などではなく、JSON オブジェクトにしてください。',
    field_required: 'リクエストが無効です：{field} は必須です。追加して再度お試しください。',
    field_type: 'リクエストが無効です：{field} の型が正しくありません[。{expected}を指定してください]。',
    number_quoted:
      'リクエストが無効です：{field} は引用符なしの数値で指定してください[（"{example}" ではなく {example}）]。',
    boolean_quoted:
      'リクエストが無効です：{field} は引用符なしの true または false で指定してください[（"{example}" ではなく {example}）]。',
    field_choice: 'リクエストが無効です：{field} の値はサポートされていません[。指定できる値：{allowed}]。',
    field_range: 'リクエストが無効です：{field} が範囲外です[。{min} から {max} の間で指定してください]。',
    text_empty: 'リクエストが無効です：{field} が空です。内容を入力してください。',
    text_too_long:
      'リクエストが無効です：{field} が長すぎます[（最大 {max} 文字）][（現在 {actual} 文字）]。短くしてください。',
    url_invalid: 'リクエストが無効です：{field} は http:// または https:// で始まる完全な URL にしてください。',
    alias_conflict:
      'リクエストが無効です：{field} と[同じ意味の {alias} の値が異なります|その別名の値が異なります]。どちらか一方だけを指定してください。',
    too_many_images: 'リクエストが無効です：{field} の画像が多すぎます[。最大 {max} 枚です]。',
    last_frame_alone:
      'リクエストが無効です：last_frame_image は first_frame_image と一緒に指定する必要があります。先頭フレームの画像も指定してください。',
    enhance_prompt_off: 'リクエストが無効です：{field} に false は指定できません。このパラメーターを省いてください。',
    unknown_model: 'リクエストが無効です：不明なモデルです[（{given}）][。利用できるモデル：{allowed}]。',
    unsupported_by_model:
      'リクエストが無効です：{model} [で {field} に指定できるのは {allowed} だけです|は {field} に対応していません。省いてください][（受信した値：{given}）]。',
    prompt_denied:
      'リクエストが無効です：プロンプトにこのサーバーで許可されていない内容[（{label}）]が含まれています。プロンプトを変更してください。',
    people_refused:
      'リクエストが無効です：person_generation が disallow ですが、プロンプトが人物を求めています[（「{word}」）]。プロンプトを変更するか、allow_adult を指定してください。',
    people_in_picture:
      'リクエストが無効です：{field} の画像に人物が写っていますが、person_generation は disallow です。別の画像を使うか、allow_adult を指定してください。',
    invalid_task_id: '無効なタスク ID です',
    idempotency_key_invalid:
      'リクエストが無効です：Idempotency-Key ヘッダーは表示可能な ASCII 文字 1～191 文字にしてください。',
    image_url_invalid:
      'リクエストが無効です：{field} の画像アドレスは使用できません。ユーザー名とパスワードを含まない http(s) の URL か、アップロードで返された URL を指定してください。',
    image_address_refused:
      'リクエストが無効です：{field} の画像アドレス[（{host}）]はプライベートまたは予約済みのため拒否されました。公開アドレスを使うか、先に画像をアップロードしてください（管理者は REELGATE_IMAGE_HOSTS_ALLOWED で許可できます）。',
    image_unreachable:
      'リクエストが無効です：{field} の画像アドレス[（{host}）]に接続できません。URL を確認するか、先に画像をアップロードしてください。',
    image_http_status:
      'リクエストが無効です：{field} の画像をダウンロードできませんでした[（相手の応答：HTTP {status}）]。URL が公開されているかご確認ください。',
    image_redirects:
      'リクエストが無効です：{field} の画像アドレスのリダイレクトが多すぎます[（最大 {max} 回）]。最終的なアドレスを指定してください。',
    image_timeout:
      'リクエストが無効です：{field} の画像のダウンロードが時間切れになりました[（上限 {seconds} 秒）]。より速いアドレスを使うか、先に画像をアップロードしてください。',
    image_too_large: 'リクエストが無効です：{field} の画像が大きすぎます[（最大 {max_mb} MB）]。圧縮してください。',
    image_too_many_pixels:
      'リクエストが無効です：{field} の画像の画素数が多すぎます[（最大 {max_mp} メガピクセル）]。縮小してください。',
    image_not_an_image:
      'リクエストが無効です：{field} の内容は JPEG、PNG、WebP、GIF のいずれの画像でもありません（内容で判定しています）。別の画像を指定してください。',
    image_corrupt: 'リクエストが無効です：{field} の画像が壊れているか不完全です。書き出し直して再度お試しください。',
    image_upload_gone:
      'リクエストが無効です：{field} のアップロード画像は期限切れか、存在しません。もう一度アップロードしてください。',
    cloud_storage_refused:
      'リクエストが無効です：{field} は Google Cloud Storage を指していますが、このサーバーでは使えません。画像は base64 で直接送り、storageUri は省いてください。',
    file_id_refused:
      'リクエストが無効です：{field} は使えません。このサーバーは ID でファイルを保存していません。画像そのもの、または image_url にアドレスか data: URL を指定してください。',
    task_unfinished:
      'リクエストが無効です：この動画はまだ終わっていません。完了または失敗を待つか、タスクをキャンセルしてください。',
    faults_off:
      'リクエストが無効です：{field} は障害モード（REELGATE_FAULTS=on）で起動したサーバーでのみ使えます。省いてください。',
    fault_unknown:
      'リクエストが無効です：{field} を読み取れません[（"{given}"）]。例：busy、broken=503*2、filtered=some%50,seed=7。',
    upload_not_multipart:
      'リクエストが無効です：multipart/form-data で送信し、画像を file という名前のフィールドに入れてください。',
    upload_no_file:
      'リクエストが無効です：ファイルを受信できませんでした。multipart のフィールド名は file にしてください。',
    upload_wrong_type:
      'リクエストが無効です：アップロードされたファイルは JPEG、PNG、WebP、GIF のいずれの画像でもありません（内容で判定しています）。別の画像を指定してください。',
    key_missing: '認証に失敗しました：API キーを Authorization: Bearer <API キー> ヘッダーで送信してください。',
    key_invalid: '認証に失敗しました：API キーが正しくないか、失効しています。ご確認ください。',
    balance_too_low:
      '残高が不足しています。チャージしてから再度お試しください[（必要額 {needed_usd} USD、利用可能額 {available_usd} USD）][、不足額 {missing_usd} USD][。チャージはこちら：{recharge_url}]。',
    forbidden: 'アクセスが拒否されました：このリソースへの権限がありません。',
    redeem_code_unknown: 'リクエストが無効です：このコードは存在しません。すべての文字を確認してください。',
    redeem_code_ended:
      'リクエストが無効です：このコードは期限切れか、取り消されています。発行元に新しいコードを依頼してください。',
    redeem_batch_not_found: 'このコードのバッチはありません[：{id}]。一覧で確認してください。',
    redeem_code_used: 'このコードは使用済みのため、加算していません。別のコードを使ってください。',
    recharges_limited:
      'リクエストが多すぎます：チャージの上限[（毎分 {limit} 回）]に達しました。[{seconds} 秒後に|しばらくしてから]再度お試しください。',
    recharge_off: 'このサーバーはオンライン決済に対応していません。運営者にチャージ方法をお尋ねください。',
    notice_untrusted: 'リクエストが無効です：この通知の署名が正しくないか、古すぎるため、内容は採用していません。',
    passkeys_unavailable:
      'リクエストが無効です：IP アドレスで開いたページではパスキーを使用できません。localhost のようにホスト名で開いてください',
    session_missing: '認証に失敗しました。先にサインインしてください',
    sign_in_refused: '認証に失敗しました：ユーザー名またはパスワードが正しくないか、ユーザーが無効になっています',
    passkey_refused:
      '認証に失敗しました：このパスキーは登録されていないか、ユーザーが無効になっています。別の方法でサインインしてください',
    role_forbidden: 'アクセスが禁止されています：この操作は管理者のみ可能です',
    registration_off:
      'アクセスが禁止されています：自己登録は受け付けていません。管理者にサインインリンクを依頼してください',
    console_header_missing:
      'アクセスが禁止されています：ヘッダー X-Reelgate-Console がありません。コンソールから呼び出してください',
    user_not_found: 'ユーザーが見つかりません[：{id}]。ユーザー一覧で確認してください。',
    user_name_taken: '同じ名前のユーザーが既に存在します[：{name}]。別の名前を指定してください',
    last_admin: '管理者がいなくなります。先に別のユーザーを管理者にしてください',
    link_invalid:
      'このリンクは使用済みか、有効期限が切れています。管理者に新しいリンクを依頼するか、サーバーで reelgate console-link を実行してください',
    sign_in_limited:
      'サインインの失敗が多すぎます[（1 分あたり最大 {limit} 回）]。[{seconds} 秒後|しばらくして]に再試行してください',
    account_not_found: 'アカウントが見つかりません[：{id}]。一覧で確認してください。',
    api_key_not_found: '有効なキーが見つかりません[：{id}]。アカウントのキー一覧で確認してください。',
    admin_key_not_found: '有効な管理キーが見つかりません[：{id}]。',
    account_name_taken: '同じ名前のアカウントがすでにあります[：{name}]。別の名前を指定してください。',
    reference_used:
      'この reference のチャージは記帳済みのため、加算していません。新しい入金には新しい reference を使ってください。',
    price_book_changed:
      '価格がその間に変更されました[（現在はバージョン {version}）]。読み直してから変更してください。',
    field_unknown: 'リクエストが無効です：{field} というフィールドはありません[。使えるのは {allowed} です]。',
    field_format: 'リクエストが無効です：{field} の値を読み取れません[（{expected}）]。',
    admin_key_invalid:
      '認証に失敗しました：このアドレスには管理キーが必要です。このキーは管理キーではないか、失効しています。reelgate admin-keys create で作成できます。',
    task_not_unresolved: '解決できるのは unresolved のタスクだけです[（このタスクは {state}）]。',
    replay_without_prompt:
      'このタスクのプロンプトは保存期間が過ぎて削除されたため、再送信できません。所有者が改めて送信してください。',
    account_erased:
      'このアカウントは消去済みのため、新しいキーを作成できません[：{id}]。別のアカウントを作成してください。',
    webhook_missing:
      'このタスクには通知先の webhook がありません。送信時に指定されていないか、期限後にアドレスが削除されています。',
    replay_has_pictures: 'タスクの画像は終了時に削除されるため、再投入できません。所有者が改めて送信してください。',
    key_spend_limited:
      'このキーは利用上限に達しました[：必要 {needed_usd} USD、残り {left_usd} USD]。上限の引き上げを依頼するか、別のキーを使ってください。',
    key_day_limited:
      'このキーは本日（UTC）の利用上限に達しました[：必要 {needed_usd} USD、残り {left_usd} USD]。明日再試行するか、上限の引き上げを依頼してください。',
    model_forbidden:
      'アクセスが拒否されました：このキーではモデル[ {given} ]を使えません[。使えるのは {allowed} です]。',
    scope_forbidden:
      'アクセスが拒否されました：このキーには必要なスコープ[ {scope} ]がありません。スコープを持つキーを使ってください。',
    address_forbidden: 'アクセスが拒否されました：このキーはこのアドレス[（{address}）]からは使えません。',
    lookups_limited:
      'リクエストが多すぎます：このアドレスから無効なキーが多数送られました[（1分あたり最大 {limit} 回）]。キーを確認し、[{seconds} 秒後に|しばらくしてから]再度お試しください。',
    tasks_limited:
      '未完了のタスクが多すぎます[：同時に最大 {max} 件]。いくつか終わってから再試行してください[（例：{seconds} 秒後）]。',
    not_found: 'このアドレスは存在しません[：{method} {path}]。メソッドとパスをご確認ください。',
    model_not_found: 'モデルが見つかりません[：{given}]。利用できるモデルは GET /v1/models で確認できます。',
    not_offered:
      'このサーバーはこの呼び出しを提供していません[：{method} {path}]。テキストと画像から新しい動画を作り、一覧と配信を行います。新しい動画を送信してください。',
    method_not_allowed: 'このアドレスではこのメソッド[（{method}）]を使用できません[。{allowed} を使用してください]。',
    request_timeout: 'リクエストが時間内に届きませんでした。ヘッダーと本文を続けて送信してください。',
    idempotency_key_reused:
      'この Idempotency-Key は本文の異なる別のリクエストで使用済みです。新しいキーを指定してください。',
    file_expired: 'このファイルは期限切れのため削除されました。もう一度生成またはアップロードしてください。',
    body_too_large: 'リクエストの本文が大きすぎます[（最大 {max_mb} MB）]。大きな画像は先にアップロードしてください。',
    upload_too_large: 'アップロードされたファイルが大きすぎます[（最大 {max_mb} MB）]。圧縮して再度お試しください。',
    range_not_satisfiable: '要求された範囲がファイルのサイズを超えています。Range ヘッダーをご確認ください。',
    headers_too_large: 'リクエストヘッダーが大きすぎます。数を減らすか短くしてください。',
    submits_limited:
      'リクエストが多すぎます：送信回数の上限[（{limit}）]に達しました。[{seconds} 秒後に|しばらくしてから]再度お試しください。',
    polls_limited:
      'リクエストが多すぎます：照会回数の上限[（{limit}）]に達しました。[{seconds} 秒後に|しばらくしてから]再度お試しください。',
    listeners_limited:
      'リクエストが多すぎます：開いているイベントストリームとロングポーリングが多すぎます[（最大 {max} 件）]。いくつか閉じて、[{seconds} 秒後に|しばらくしてから]再試行してください。',
    queue_full:
      'リクエストが多すぎます：待機中のタスクが多すぎます。[{seconds} 秒後に|しばらくしてから]再度お試しください。',
    server_error: 'サーバー内部エラーが発生しました。しばらくしてから再度お試しください。',
    upstream_unavailable: '上流のサービスが一時的に利用できません。しばらくしてから再度お試しください。',
    storage_unavailable: 'ファイルストレージが一時的に利用できません。しばらくしてから再度お試しください。',
    shutting_down: 'サーバーを再起動しています。しばらくしてから再度お試しください。',
    database_unavailable: 'データベースが一時的に利用できません。しばらくしてから再度お試しください。',
  },
  failures: {
    content_filtered:
      '安全フィルターにより一部またはすべての動画が除外されました[（依頼 {asked} 本、納品 {delivered} 本）]。[理由：{reason}。]除外された動画は課金されません。プロンプトまたは画像を変更して再度お試しください。',
    provider_refused:
      '動画サービスがこのリクエストを拒否しました。課金されていません。プロンプト、画像、パラメーターのいずれかを変更して再度お試しください。',
    provider_failed: '動画サービスで生成に失敗しました。課金されていません。しばらくしてから再度お試しください。',
    provider_unreachable:
      '動画サービスに接続できませんでした。課金されていません。しばらくしてから再度お試しください。',
    outcome_unknown: '動画サービスがこのタスクを完了したか確認できません。課金されていません。もう一度送信できます。',
    timed_out:
      'タスクが時間切れになりました[（上限 {minutes} 分）]。課金されていません。しばらくしてから再度お試しください。',
    storage_failed:
      '動画は生成されましたが保存できませんでした。課金されていません。しばらくしてから再度お試しください。',
    renderer_failed:
      '内蔵レンダラーで生成に失敗しました。課金されていません。再度お試しいただき、解決しない場合は管理者にご連絡ください。',
  },
  words: {
    field: 'パラメーター',
    model: 'このモデル',
    string: '文字列',
    integer: '整数',
    boolean: '真偽値（true または false）',
    array: '配列',
    object: 'オブジェクト',
    child: '子ども',
    celebrity: '著名人',
    video_safety: '一般的な安全規定',
    dangerous: '危険な内容',
    hate: 'ヘイト',
    prohibited: '禁止されている内容',
    third_party: '第三者の権利に関わる内容',
    sexual: '性的な内容',
    toxic: '攻撃的な表現',
    violence: '暴力',
    vulgar: '下品な表現',
    other_safety: 'その他の安全規定',
    sound: '音声',
    account_name: 'アカウントの名前を指定してください',
    date: '2026-10-25 のような日付を指定してください',
    days_apart: '両端を含めて to の {max} 日前までです',
    email: 'メールアドレスを指定してください',
    fewer_rows: '{max} 行を超えます。分類を減らすか期間を短くしてください',
    group_name: 'a-z、0-9、_、- を 1～40 文字で指定してください',
    ip_ranges: '10.0.0.0/8 や 2001:db8::/32 のようなアドレスか範囲を指定してください。「{given}」は該当しません',
    more_than_0: '0 より大きい値を指定してください',
    not_after: 'to より後の日付は指定できません',
    one_line: '制御文字を含まない 1 行の文字列を指定してください',
    password_length: '{min}～{max} 文字で指定してください',
    ratio: '0～{max} の数値を小数 6 桁以内で指定してください',
    some_of: '次のいずれかをコンマ区切りで指定してください：{allowed}',
    time_zone: 'Asia/Shanghai のようなタイムゾーン名を指定してください',
    usd_amount: '"12.5" のような米ドルの金額を小数 6 桁以内で指定してください',
    usd_change: '"-2.5" のような 0 以外の米ドルの金額を指定してください',
    usd_per_second: '1 秒あたりの米ドルを 0～{max} で指定してください（例：0.08）',
    whole_cents: '"12.50" のようにセント単位で指定してください',
  },
}
