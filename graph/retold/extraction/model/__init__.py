"""The trained extractor. It needs numpy; onnxruntime and tokenizers are loaded with the first document."""
