package enum Q {}
