# Pictures that were sent together
so_far = { $count } of { $total } pictures of this set have come. The others join them as they arrive.
sent_in = Added to the same set in { $ref }, which now has { $count } { $count ->
    [one] file
   *[other] files
}.
joined = Kept with the same set, which now has { $count } { $count ->
    [one] file
   *[other] files
}.
