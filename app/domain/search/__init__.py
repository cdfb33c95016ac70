"""찾기: what is asked, which texts are looked through, what is found."""
