/** What schemas and routes say of single fields and answers in English, in Chinese. A test holds that none is missing, and none too many. */
export const DESCRIPTIONS_ZH: Readonly<Record<string, string>> = {
  // Units, alone or after what a field is.
  'USD.': '单位：美元。',
  'Unix seconds.': 'Unix 秒。',

  // Submits and quotes.
  'A model id or alias from GET /v1/models.': '模型 ID 或别名，见 `GET /v1/models`。',
  'What to show. 1 to 4,000 characters after trimming (the model may set another limit).':
    '提示词：要生成的画面。去掉首尾空白后 1 到 4,000 个字符（模型可另设上限）。',
  'What to leave out. The same length rule as prompt.': '不希望出现的内容，长度规则与 `prompt` 相同。',
  'Seconds. A bare number, no quotes.': '时长（秒）。必须是不带引号的数字。',
  'Any letter case is accepted.': '分辨率，不区分大小写。',
  'http(s) address, a link from POST /v1/uploads/images, or a data: URL. Makes it image-to-video.':
    '首帧图片：http(s) 地址、`POST /v1/uploads/images` 返回的链接或 data: URL。有它即为图生视频。',
  'Only together with first_frame_image.': '尾帧图片，必须与 `first_frame_image` 一起使用。',
  'Random, stored and reported when left out. 0 is a real seed.':
    '随机种子。省略时随机选取，保存并在任务中给出；0 也是有效的种子。',
  'How a picture meets the frame; without effect in text-to-video.':
    '图片比例与画面不同时：`pad` 补边，`crop` 裁切；文生视频时不起作用。',
  'Only true; leave it out.': '只能为 true，请省略该字段。',
  'Alias of aspect_ratio where it is a ratio.': '值是比例时，为 `aspect_ratio` 的别名。',
  'Alias: first frame, last frame.': '别名：首帧、尾帧，最多两张。',
  'Alias: pictures with their roles.': '别名：图片及其角色。',
  'Base URL: when the task has ended, its status is posted to <webhook>/callback.':
    '基础地址：任务结束时把状态发到 `<webhook>/callback`。',
  'Language of what the webhook is told: zh, en, ja, ko.': 'webhook 内容所用的语言：zh、en、ja、ko。',
  'USD for all videos: what a submit would set aside.': '全部视频的价格（美元），即提交时会冻结的金额。',
  'The price book it comes from; the task of a submit keeps its own.':
    '计价所用价目表的版本号；提交后的任务保留提交时的版本。',
  "The factor of the account's group.": '账户所在分组的倍率。',
  'Whether the account can pay it now.': '账户当前余额是否足够。',

  // Tasks.
  'Seconds to wait for a change before the answer. A task that has ended is answered at once.':
    '长轮询：最多等待多少秒，状态变化时立即返回。已结束的任务立即返回。',
  'Never goes back; 100 at the end.': '进度，只增不减，结束时为 100。',
  'Seconds, a guess.': '预计所需的秒数，仅供参考。',
  'completed - created.': '实际用时（秒），即 `completed` - `created`。',
  'USD really charged; 0 until the end and after a refund.': '实际扣款（美元）；结束前和退款后为 0。',
  'A cancel is under way; see the money rule.': '正在取消；费用规则见“取消”一节。',
  'Always an array: one link for each sample.': '视频链接，始终是数组，每个视频一个。',
  'The files are gone; the links answer 410.': '文件已删除，链接返回 410。',
  'Why a failed task failed.': '任务失败的原因。',
  'Why a completed task has fewer videos than asked for.': '任务已完成但视频数量不足的原因。',
  'Id of the last task of the page before.': '上一页最后一个任务的 ID。',
  'Only tasks of this model, by id or alias.': '只列出该模型的任务，可用 ID 或别名。',
  'Only tasks created at or after this moment, in Unix seconds.': '只列出此刻及之后创建的任务（Unix 秒）。',
  'Only tasks created before this moment, in Unix seconds.': '只列出此刻之前创建的任务（Unix 秒）。',
  'Ask again with after = id of the last task.': '后面还有任务：以最后一个任务的 ID 作为 `after` 继续查询。',
  'JPEG, PNG, WebP or GIF, at most 20,971,520 bytes.': 'JPEG、PNG、WebP 或 GIF 图片，最多 20,971,520 字节。',

  // Money.
  'USD; -1 where unlimited.': '剩余金额（美元）；不限额时为 -1。',
  'Letter case, spaces and dashes do not matter.': '兑换码，大小写、空格与短横线不影响识别。',
  'USD that were added.': '入账金额（美元）。',
  'USD that the account has now.': '账户的当前余额（美元）。',
  'USD to pay, at most two decimals, best as text.': '付款金额（美元），最多两位小数，建议写成字符串。',
  "The payment service's own id of it.": '支付服务给出的会话 ID。',
  'The page to pay on.': '付款页面的地址。',
  'The kind of event.': '事件类型。',
  'An event as Stripe sends it.': 'Stripe 发出的事件原文。',
  'First date. Default: 30 days with `to`.': '起始日期；默认到 `to` 为止共 30 天。',
  'Last date, counted too. Default: today. At most 366 days.': '截止日期（含当天）；默认今天。最多 366 天。',
  'IANA name.': '按哪个时区划分日期（IANA 名称）。',
  'Some of day, model, key, status, with commas.': '分组方式：`day`、`model`、`key`、`status` 中的若干个，用逗号分隔。',
  'Some of day, account, model, key, status, with commas.':
    '分组方式：`day`、`account`、`model`、`key`、`status` 中的若干个，用逗号分隔。',
  'Default: as Accept says, else json.': '回答的格式。默认：`Accept` 为 `text/csv` 时为 CSV，否则为 JSON。',
  'Of this account alone.': '只查该账户。',
  'All that ended.': '已结束的任务数。',
  'Those with a video.': '其中交付了视频的任务数。',
  'USD captured; failed and refunded work is in it with nothing.': '实际扣款（美元）；失败与退款的任务计为 0。',
  'USD that it was quoted, and that were held for it.': '报价，也是为其冻结的金额（美元）。',
  'USD that were captured; 0 until the end, and after a refund.': '实际扣款（美元）；结束前和退款后为 0。',
  'All money that moved for it, in order. Capture and release add up to the hold.':
    '该任务的每一笔资金变动，按先后排列。扣款与退回之和等于冻结额。',

  // Webhooks.
  'Delivered: it is not sent again.': '已送达，不再发送。',
  'Refused: it is not sent again.': '被拒绝，不再发送。',
  'It is sent again, for hours.': '稍后重发，持续数小时。',
  'Where the status is posted to; null where the task names no webhook.':
    '状态发往的地址；null 表示任务没有设置 webhook。',
  'none: no webhook was asked for. pending: the task has not ended. waiting: a try is due, or under way.':
    '投递状态。`none`：未设置 webhook；`pending`：任务未结束；`waiting`：等待发送或正在发送；`delivered`：已送达；`failed`：失败，不再重试。',
  'When the next try is due; null: none is, or one is under way.':
    '下一次尝试的时间；null 表示没有下一次，或正在发送。',
  'Oldest first; the last 50.': '各次尝试，最早的在前，保留最近 50 次。',
  'The HTTP status of the answer; null: none came.': '接收方返回的 HTTP 状态码；null 表示没有收到回答。',
  'null: it was delivered.': '失败原因；null 表示已送达。',
  'The one in force: whsec_ and base64.': '当前生效的签名密钥：`whsec_` 加 base64。',
  'Secrets before it that still sign, until when.': '仍在同时签名的旧密钥及其截止时间。',
  'For how long webhooks are signed with the secrets before it too.': '旧密钥继续同时签名的秒数。',

  // Google's surfaces and OpenAI's.
  'The first frame.': '首帧图片。',
  'JPEG, PNG, WebP or GIF.': '图片内容的 base64 编码：JPEG、PNG、WebP 或 GIF。',
  'The same in the spelling of the Gemini page.': '同一内容在 Gemini 文档中的写法。',
  'Refused: there is no Cloud Storage here.': '会被拒绝：这里没有 Cloud Storage。',
  'Only together with image.': '尾帧图片，必须与 `image` 一起使用。',
  'Another name of sampleCount.': '`sampleCount` 的另一个名称。',
  'True when left out.': '是否生成音频，省略时为 true。',
  'A google.rpc code.': 'google.rpc 错误码（数字）。',
  'The google.rpc code by name.': 'google.rpc 错误码的名称。',
  '50 when left out or 0; more than 1000 counts as 1000.': '每页条数。省略或为 0 时为 50；大于 1000 按 1000 处理。',
  'The nextPageToken of the page before.': '上一页返回的 `nextPageToken`。',
  'For the next page; missing on the last.': '用于取下一页；最后一页没有此字段。',
  "A model's id, ours or Google's; the first of GET /v1/models.":
    '模型 ID，可用本服务或 Google 的名称；省略时为 `GET /v1/models` 的第一个。',
  '"4", "6" or "8"; "4" when left out.': '时长（秒）：`"4"`、`"6"` 或 `"8"`，省略时为 `"4"`。',
  '720x1280 when left out, as on OpenAI’s page.': '画面尺寸，省略时为 `720x1280`，与 OpenAI 文档一致。',
  'The first frame: a file in a form; in JSON an address or a data: URL.':
    '首帧图片：表单中为文件，JSON 中为地址或 data: URL。',
  'null once it was removed after its time.': '提示词；按期限删除后为 null。',
  'Id of the last video of the page before.': '上一页最后一个视频的 ID。',
  'There are no thumbnails and sprite sheets.': '只能为 `video`：没有缩略图与雪碧图。',

  // Administration.
  'Over all keys together; null: no limit.': '全部密钥合计的每分钟提交次数上限；null 表示不限。',
  'Most unfinished tasks at a time; null: no limit.': '同时未完成的任务数上限；null 表示不限。',
  'USD to begin with.': '初始余额（美元）。',
  'USD, best as text: "12.5".': '金额（美元），建议写成字符串：`"12.5"`。',
  'Of the payment behind it. The same reference is booked once only.': '对应的付款单号。同一个 reference 只入账一次。',
  'USD with a sign, best as text: "-2.5".': '带正负号的金额（美元），建议写成字符串：`"-2.5"`。',
  'For the tasks submitted on one day (UTC).': '一天（UTC）内提交的任务的消费上限（美元）。',
  'The secret, shown this once.': '密钥内容，仅显示这一次。',
  "The account's name: what goes can't be brought back.": '账户名，用于确认：清除后不可恢复。',
  'They are erased as they end.': '未结束的任务数，它们会在结束时清除。',
  "false: what was erased leaves the database's log as the server goes on.":
    '数据库日志中是否已无残留；为 false 时，残留内容会随服务器继续运行而消失。',
  'Only if this is still the version in force.': '仅当该版本仍然生效时才更换。',
  'When its prompt and all else that its caller wrote were removed.':
    '提示词等调用方所写内容被删除的时间；null 表示尚未删除。',
  'Who submitted it in the console; null: it came by a key.': '在控制台提交它的用户的 ID；null 表示通过密钥提交。',
  "The provider's own handle of the work.": '提供方对该任务的标识，例如操作名。',
  'All money that moved for it, in order.': '该任务的每一笔资金变动，按先后排列。',
  'USD that each code is worth.': '每个兑换码的面额（美元）。',
  'How many of them were redeemed.': '已兑换的数量。',
  '1 to 1000.': '生成数量，1 到 1000。',
  'USD that each code is worth, best as text.': '每个兑换码的面额（美元），建议写成字符串。',
  'Unix seconds; null: never.': '有效期至（Unix 秒）；null 表示不过期。',
  'The codes, shown this once.': '兑换码，仅显示这一次。',
  'The reference of its ledger entry.': '兑换码的 ID，即入账流水的 `reference`。',
  'Left out: the account of whoever asks, or `default`.': '省略时为操作者自己的账户，没有则为 `default`。',
  'Signs in once; shown this once.': '一次性登录链接，仅显示这一次。',
  'Models it may use, by id or alias; null: all.': '可用的模型，ID 或别名；null 表示全部。',
  'The models that go by it.': '经由该提供方的模型。',
  'Most tasks it takes at a time; null: no limit.': '同时处理的任务数上限；null 表示不限。',
  'Starts that count against it at this moment; null: there is no limit.': '当前已用的启动配额；null 表示不限。',
  'How it was before.': '操作前的内容。',
  'How it was afterwards.': '操作后的内容。',
  'Tasks that have not ended, by state.': '未结束的任务数，按状态统计。',
  'Seconds; null: nothing waits.': '等待最久的任务已等待的秒数；null 表示没有任务在等待。',
  'As it was written; a secret is `***`; null: not set.': '所设的值；密钥显示为 `***`；null 表示未设置。',

  // Errors.
  'The HTTP status.': 'HTTP 状态码。',
  'The HTTP status that such an error would have.': '这类错误对应的 HTTP 状态码。',
  'A code of the list of errors.': '错误列表中的代码。',
  'The field at fault.': '出错的字段。',
  'Where to top up, with a 402, if the operator says so.': '余额不足（402）时的充值地址，由运营者设置后才有。',
  'The request is wrong: the message names the field, and what it should be.':
    '请求参数无效：提示信息会指出字段，以及应当怎样填写。',
  'The key is missing or wrong.': '密钥缺失或错误。',
  'The balance is too low.': '余额不足。',
  'The key may not do this, or not from this address.': '密钥没有此权限，或不允许从该地址使用。',
  'There is no such thing.': '所请求的内容不存在。',
  'It contradicts what is there already.': '与已有内容冲突，例如幂等键已用于另一个请求。',
  'Its time is over.': '已过期。',
  'The body is too large.': '请求体过大。',
  'The file has no such bytes.': '文件没有所请求的字节范围。',
  'Too much at a time: Retry-After says when to come back.': '请求过于频繁，请按 `Retry-After` 稍后再试。',
  'A fault of the server.': '服务器内部错误。',
  'A service behind this one failed.': '上游服务出错。',
  'Not at this moment: Retry-After says when to come back.': '暂时不可用，请按 `Retry-After` 稍后再试。',

  // Answers, keys.
  'Nothing has changed.': '内容没有变化。',
  'It is at Location.': '内容位于 `Location` 所指的地址。',
  'reelgate keys create makes one.': '用 `reelgate keys create` 创建。',
  'reelgate admin-keys create makes one.': '用 `reelgate admin-keys create` 创建。',
}
