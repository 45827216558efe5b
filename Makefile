.PHONY: setup demo test check bench prove
setup demo test check bench prove:
	@./run $@
