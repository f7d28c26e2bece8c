# What can be had
catalogue-instance-type = { $code }（{ $vcpus } vCPU，{ $memory } GiB）
catalogue-network = { $name }（{ $cidr }）
catalogue-name-missing = 请填写名称
catalogue-name-length = 名称应为 { $least } 至 { $most } 个字符，现为 { $count } 个
catalogue-name-begins-with-letter = 名称应以字母或汉字开头
catalogue-name-is-no-address = 名称不能以 http:// 或 https:// 开头
catalogue-name-character = 名称中不能有“{ $character }”，只能用字母、汉字、数字和 : _ . -
catalogue-disk-size = 容量应为 { $least } 至 { $most } GiB 的整数
