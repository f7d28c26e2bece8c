# Files that people attach to tickets, messages and projects.

attachment-too-many = 一次最多上传 { $most } 个附件，请移除一些后重试
attachment-too-many-in-all = 附件共 { $count } 个，最多 { $most } 个，请移除多余的后重新提交
attachment-too-many-zip = 最多上传 { $most } 个附件，多个文件请打包成一个 zip 后上传
attachment-too-many-in-all-zip = 附件共 { $count } 个，最多 { $most } 个，请移除多余的，或打包成一个 zip 后上传
attachment-too-much-today = { $name } 未上传：每人每天最多上传 100 MB，请明天再传或压缩后重试
attachment-no-room = { $name } 未上传：服务器存储空间不足，已填写的内容都还在，请稍后再试或先不带附件提交
attachment-type-refused = { $name } 的类型不支持，可上传：{ $types }
attachment-empty = { $name } 是空文件，请检查后重新上传
attachment-content-differs = { $name } 的内容与扩展名不符，请用原来的格式重新导出后上传
