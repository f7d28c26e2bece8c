# What can be had
catalogue-instance-type = { $code } ({ $vcpus } vCPU, { $memory } GiB)
catalogue-network = { $name } ({ $cidr })
catalogue-name-missing = Type a name
catalogue-name-length = A name has { $least } to { $most } characters; this one has { $count }
catalogue-name-begins-with-letter = A name begins with a letter
catalogue-name-is-no-address = A name can’t begin with http:// or https://
catalogue-name-character = There can be no “{ $character }” in a name: use letters, digits and : _ . -
catalogue-disk-size = The size is a whole number from { $least } to { $most } GiB
