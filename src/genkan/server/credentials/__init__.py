"""What opens a door without a call: PINs and temporary keys; what stations keep of them."""
