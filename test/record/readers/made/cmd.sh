printf 'name? '; read n; echo "hello $n"
