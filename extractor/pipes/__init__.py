"""spaCy components, one file each: the text of an article becomes a Doc that knows its figures and what may fill their roles.

`import extractor.pipes` registers the factories; `extractor.pipes.load.pipeline()` puts them together.
"""
