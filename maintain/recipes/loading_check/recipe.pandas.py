answer = read("loading_check")
