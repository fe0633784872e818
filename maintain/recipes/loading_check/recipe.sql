FROM release_table('loading_check')
