WORDS = setup demo test check prove bench profile eval lock
.PHONY: $(WORDS)
$(WORDS):
	@./run $@
