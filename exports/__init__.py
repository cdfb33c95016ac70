"""Report content as blocks, and the renderers that write them."""
