document.getElementById("root").textContent = "Tulokset";
