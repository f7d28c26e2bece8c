-- For `script/bench`: a post without content.
wrk.method = "POST"
